/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.agent.engine.Throttle.Change;
import io.atalaia.agent.engine.Throttle.Step;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final long MINUTE = 60_000_000_000L;

    private final Throttle throttle = new Throttle(1, new Step(1_000, 5_000, 5_000));
    private long now;
    private long cpu;

    private Optional<Change> minuteAt(double percent) {
        return minuteAt(throttle, percent);
    }

    private Optional<Change> minuteAt(Throttle which, double percent) {
        now += MINUTE;
        cpu += (long) (MINUTE * percent / 100);
        return which.look(now, cpu);
    }

    @Test
    void theFirstMinuteDoesNotCount() {
        assertThat(minuteAt(50)).isEmpty();
        assertThat(minuteAt(0.9)).isEmpty();
    }

    @Test
    void anAgentThatCostsTooMuchLooksAtProcessesMoreRarelyFirst() {
        assertThat(minuteAt(5)).isEmpty();
        var change = minuteAt(5).orElseThrow();
        assertThat(change.step()).isEqualTo(new Step(1_000, 5_000, 10_000));
        assertThat(change.number()).isEqualTo(1);
        assertThat(change.down()).isTrue();
        assertThat(change.percent()).isBetween(4.9, 5.1);
    }

    @Test
    void thenVolumesAndSensorsThenEverythingAndNoMoreThanOnceAMinute() {
        assertThat(minuteAt(5)).isEmpty();
        Step last = null;
        for (int minute = 0; minute < 30; minute++) {
            last = minuteAt(5).map(Change::step).orElse(last);
            if (minute == 3) {
                assertThat(last).isEqualTo(new Step(1_000, 5_000, 60_000));
            } else if (minute == 7) {
                assertThat(last).isEqualTo(new Step(1_000, 60_000, 60_000));
            } else if (minute == 8) {
                assertThat(last).isEqualTo(new Step(2_000, 60_000, 60_000));
            }
        }
        assertThat(last).isEqualTo(new Step(60_000, 60_000, 60_000));
    }

    @Test
    void itGoesBackWhenThatWouldFitForSure() {
        assertThat(minuteAt(5)).isEmpty();
        assertThat(minuteAt(1.2)).isPresent();
        assertThat(minuteAt(0.7)).isEmpty();
        assertThat(minuteAt(0.4)).isEmpty();
        assertThat(minuteAt(0.7)).isEmpty();
        assertThat(minuteAt(0.4)).isEmpty();
        var back = minuteAt(0.4).orElseThrow();
        assertThat(back.down()).isFalse();
        assertThat(back.number()).isZero();
        assertThat(back.step()).isEqualTo(new Step(1_000, 5_000, 5_000));
        assertThat(minuteAt(0.1)).isEmpty();
        assertThat(minuteAt(0.1)).isEmpty();
    }

    @Test
    void withoutALimitNothingHappens() {
        var free = new Throttle(0, new Step(1_000, 5_000, 5_000));
        for (int minute = 0; minute < 5; minute++) {
            assertThat(minuteAt(free, 90)).isEmpty();
        }
    }
}
