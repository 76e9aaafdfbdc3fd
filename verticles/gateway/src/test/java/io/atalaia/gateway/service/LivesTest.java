/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.Gap;
import io.atalaia.contracts.storage.StorageApi.Points;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was sampled of one machine under two ids. */
class LivesTest {
    private static final Series LOAD = Series.gauge("node_load1");
    private static final Series SWAP = Series.gauge("node_memory_SwapFree_bytes");

    private static Points points(Series series, long... t) {
        double[] values = Arrays.stream(t).mapToDouble(time -> time / 10.0).toArray();
        int[] count = new int[t.length];
        return new Points(series, t, values, values, values, values, count);
    }

    private static Answer answer(long step, List<Points> series, Gap... gaps) {
        return new Answer("raw", step, 100, series, List.of(gaps));
    }

    @Test
    void theYoungerLifeFollowsTheOlderOneAndNoTimeIsThereTwice() {
        var joined = Lives.joined(
                answer(10, List.of(points(LOAD, 10, 20, 30, 40, 50))), answer(20, List.of(points(LOAD, 40, 60))), 45);
        assertThat(joined.series()).hasSize(1);
        assertThat(joined.series().get(0).t()).containsExactly(10, 20, 30, 40, 60);
        assertThat(joined.series().get(0).last()).containsExactly(1, 2, 3, 4, 6);
        assertThat(joined.stepMillis()).isEqualTo(20);
        assertThat(joined.until()).isEqualTo(100);
    }

    @Test
    void whatOnlyOneOfThemHadEndsOrBeginsWithIt() {
        var joined = Lives.joined(answer(10, List.of(points(SWAP, 10, 50))), answer(10, List.of(points(LOAD, 60))), 45);
        assertThat(joined.series()).extracting(Points::series).containsExactly(LOAD, SWAP);
        assertThat(joined.series().get(1).t()).containsExactly(10);
    }

    @Test
    void aGapReachesFromTheEndOfTheOlderLifeToTheBeginOfTheYoungerOne() {
        var joined = Lives.joined(
                answer(10, List.of(), new Gap(12, 18, "agent"), new Gap(30, 100, "offline")),
                answer(10, List.of(), new Gap(0, 45, "before"), new Gap(70, 80, "agent")),
                45);
        assertThat(joined.gaps())
                .containsExactly(new Gap(12, 18, "agent"), new Gap(30, 45, "offline"), new Gap(70, 80, "agent"));
    }
}
