/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import static io.atalaia.storage.Fixture.BOOT;
import static io.atalaia.storage.Fixture.HOUR;
import static io.atalaia.storage.Fixture.MACHINE;
import static io.atalaia.storage.Fixture.MINUTE;
import static io.atalaia.storage.Fixture.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.engine.block.BlockCodec;
import io.atalaia.platform.engine.block.Columns;
import io.atalaia.storage.Fixture;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions that would read more samples than fit in memory. */
class TooMuchTest {
    private static final int SERIES = 1_000;
    private static final Schema WIDE = Schema.of(IntStream.range(0, SERIES)
            .mapToObj(number -> new Series("many", Map.of("n", Integer.toString(number)), Kind.GAUGE))
            .toList());
    private static final long DAY = 24 * HOUR;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void introduce(long everyMillis) {
        var introduction = new Introduction(Fixture.facts(MACHINE, everyMillis), WIDE);
        bench.done(() -> bench.introductions.introduce(introduction));
    }

    private Answer ask(Map<String, String> labels, long from, long to) {
        return bench.ask(new Query(MACHINE, List.of("many"), labels, from, to, 1_000, As.RAW));
    }

    private void assertRefused(long from, long to) {
        assertThatThrownBy(() -> ask(Map.of(), from, to))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.BAD_REQUEST))
                .hasMessageContaining("name labels or a shorter time");
    }

    private static Block minute(long from) {
        long[] times =
                LongStream.range(0, 60).map(second -> from + second * 1000).toArray();
        double[][] values = new double[SERIES][times.length];
        for (int one = 0; one < SERIES; one++) {
            Arrays.fill(values[one], one);
        }
        byte[] payload = BlockCodec.encode(new Columns(times, values, List.of()));
        return new Block(MACHINE, BOOT, from / MINUTE, WIDE.hash(), from, times[59], times.length, payload);
    }

    @Test
    void aQuestionThatCannotButReadTooMuchIsRefusedBeforeAnythingIsReadAndALabelMakesItPossible() {
        introduce(1_000);
        bench.time.pass(Duration.ofMinutes(2));
        bench.store(List.of(minute(TEN)));
        assertRefused(TEN - 399 * DAY, TEN + HOUR);
        assertThat(ask(Map.of("n", "7"), TEN - 399 * DAY, TEN + HOUR).series()).hasSize(1);
    }

    @Test
    void samplesThatComeMoreOftenThanTheMachineSaysAreCountedAsTheyAreReadAndEndTheQuestion() {
        introduce(HOUR);
        bench.time.pass(Duration.ofHours(3));
        for (int minute = 0; minute < 150; minute += 10) {
            long from = TEN + minute * MINUTE;
            bench.store(IntStream.range(0, 10)
                    .mapToObj(next -> minute(from + next * MINUTE))
                    .toList());
        }
        assertRefused(TEN, TEN + 3 * HOUR);
        var one = ask(Map.of("n", "7"), TEN, TEN + 3 * HOUR);
        assertThat(one.series()).singleElement().satisfies(points -> assertThat(
                        IntStream.of(points.count()).sum())
                .isEqualTo(150 * 60));
        assertThat(ask(Map.of(), TEN, TEN + 10 * MINUTE).series()).hasSize(SERIES);
    }
}
