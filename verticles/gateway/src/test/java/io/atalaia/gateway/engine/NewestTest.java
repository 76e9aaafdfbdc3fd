/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.Gap;
import io.atalaia.contracts.storage.StorageApi.Points;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.gateway.House;
import io.atalaia.gateway.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewestTest {
    private static final long START = 1_700_000_040_000L;
    private static final Rule RULE = new Rule(85, 75, 95, 85, 15_000, 60_000);

    private final Script script = new Script("m1", START);
    private final Machine machine = new Machine(House.facts("m1", "alpha"), new Rules(RULE, RULE, RULE), 0);

    NewestTest() {
        machine.greet(House.facts("m1", "alpha"), Script.SCHEMA, 0);
        for (int i = 0; i < 60; i++) {
            script.set("node_load1", i);
            machine.take(List.of(script.second(50)), 0);
        }
    }

    private Newest newest(long now) {
        return new Newest(machine.past(), 1_000, now);
    }

    private static Query load(long from, long to, int points) {
        return new Query("m1", List.of("node_load1"), Map.of(), from, to, points, As.RAW);
    }

    private static Answer stored(long step, long until, long[] t, double... values) {
        int[] count = new int[t.length];
        java.util.Arrays.fill(count, 10);
        return new Answer(
                "raw",
                step,
                until,
                List.of(new Points(Series.gauge("node_load1"), t, values, values, values, values, count)),
                List.of());
    }

    @Test
    void samplesThatStorageDoesNotHaveYetAreAdded() {
        Query question = load(START - 20_000, START + 60_001, 100);
        Answer joined = newest(START + 60_500)
                .join(question, stored(10_000, START + 30_000, new long[] {START - 20_000, START - 10_000}, 7, 8));
        Points points = joined.series().get(0);
        assertThat(points.t())
                .containsExactly(
                        START - 20_000, START - 10_000, START + 30_000, START + 40_000, START + 50_000, START + 60_000);
        assertThat(points.avg()).startsWith(7, 8, 33.5);
        assertThat(points.max()).contains(38);
        assertThat(joined.gaps()).isEmpty();
    }

    @Test
    void aBucketThatStorageAndMemoryShareIsWeighed() {
        Query question = load(START, START + 60_001, 100);
        Answer joined = newest(START + 60_500).join(question, stored(30_000, START + 20_000, new long[] {START}, 0));
        // Ten stored figures of 0, and the samples of 20 to 29 s with the values 19 to 28.
        assertThat(joined.series().get(0).avg()[0]).isEqualTo(23.5 / 2);
        assertThat(joined.series().get(0).count()[0]).isEqualTo(20);
    }

    @Test
    void aLongStretchBetweenStorageAndMemoryIsAGap() {
        Query question = load(START - 100_000, START + 60_001, 100);
        Answer joined =
                newest(START + 60_500).join(question, stored(1_000, START - 50_000, new long[] {START - 60_000}, 1));
        assertThat(joined.gaps()).containsExactly(new Gap(START - 50_000, START + 1_000, "no samples"));
    }

    @Test
    void whatLiesBeforeTheFirstSampleEverIsNoGap() {
        Query question = load(START - 3_600_000, START + 60_001, 100);
        Answer joined = newest(START + 60_500).join(question, stored(1_000, 0, new long[0]));
        assertThat(joined.gaps()).isEmpty();
    }

    @Test
    void silenceUpToNowIsAGapAndTheFutureIsNot() {
        Query question = load(START, START + 600_000, 100);
        assertThat(newest(START + 62_000).alone(question).gaps()).isEmpty();
        assertThat(newest(START + 70_000).alone(question).gaps())
                .containsExactly(new Gap(START + 60_000, START + 70_000, "no samples"));
    }

    @Test
    void ratesNeedTheSampleBeforeTheRange() {
        var question = new Query(
                "m1",
                List.of("atalaia_cpu_seconds_total"),
                Map.of("mode", "user"),
                START + 30_000,
                START + 33_000,
                100,
                As.RATE);
        Answer alone = newest(START + 60_500).alone(question);
        assertThat(alone.series()).hasSize(1);
        assertThat(alone.series().get(0).t()).containsExactly(START + 30_000, START + 31_000, START + 32_000);
        assertThat(alone.series().get(0).avg()[0]).isEqualTo(1, org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void memoryReachesOnlyAsFarAsItRemembers() {
        assertThat(newest(START).reaches(load(START - 9_000, START, 1))).isFalse();
        assertThat(newest(START).reaches(load(START - 9_000, START + 1_001, 1))).isTrue();
    }
}
