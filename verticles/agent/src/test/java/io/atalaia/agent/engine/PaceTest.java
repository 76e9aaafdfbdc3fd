/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

    @ParameterizedTest
    @ValueSource(longs = {100, 1000, 5000, 3_600_000})
    void aMachineSamplesAtMultiplesOfItsIntervalPlusItsOwnOffset(long every) {
        var pace = Pace.of(Fixtures.MACHINE, every);
        assertThat(pace.offset()).isBetween(0L, Math.min(200, every / 5));
        long next = pace.next(1_795_252_380_123L);
        assertThat(next).isBetween(1_795_252_380_124L, 1_795_252_380_123L + every);
        assertThat((next - pace.offset()) % every).isZero();
        assertThat(pace.next(next)).isEqualTo(next + every);
        assertThat(pace.next(next - 1)).isEqualTo(next);
    }

    @Test
    void aFleetAtLongIntervalsTellsItsSamplesOverAFifthOfTheIntervalAndAtOneSecondAtOnce() {
        assertThat(Pace.telling(Fixtures.MACHINE, 100)).isZero();
        assertThat(Pace.telling(Fixtures.MACHINE, 1_000)).isZero();
        assertThat(fullestTenth(10_000, 1_800)).isBetween(1_000, 1_300);
        assertThat(fullestTenth(60_000, 4_800)).isBetween(1_000, 1_300);
        assertThat(fullestTenth(3_600_000, 4_800)).isBetween(1_000, 1_300);
    }

    /** How many of 10,000 machines tell in the fullest tenth of the time. */
    private static int fullestTenth(long every, long span) {
        int[] tenths = new int[10];
        for (int machine = 0; machine < 10_000; machine++) {
            long wait = Pace.telling("machine-" + machine, every);
            assertThat(wait).isBetween(0L, span - 1);
            tenths[(int) (wait * 10 / span)]++;
        }
        return IntStream.of(tenths).max().orElseThrow();
    }

    @Test
    void theNextMinuteIsNeverNow() {
        assertThat(Pace.nextMinute(59_999)).isEqualTo(60_000);
        assertThat(Pace.nextMinute(60_000)).isEqualTo(120_000);
    }
}
