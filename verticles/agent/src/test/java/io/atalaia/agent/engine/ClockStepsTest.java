/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockStepsTest {
    private static final long SECOND = 1_000_000_000L;
    private final ClockSteps steps = new ClockSteps();

    @Test
    void clocksThatGoTogetherAreNoStepHoweverLongItTakes() {
        assertThat(steps.look(50_000, 7 * SECOND)).isEmpty();
        assertThat(steps.look(51_000, 8 * SECOND)).isEmpty();
        assertThat(steps.look(3_651_000, 3_608 * SECOND)).isEmpty();
        assertThat(steps.look(3_653_500, 3_609 * SECOND)).isEmpty();
    }

    @Test
    void aClockThatIsSetIsToldOnceAndByHowMuch() {
        assertThat(steps.look(50_000, SECOND)).isEmpty();
        assertThat(steps.look(111_000, 2 * SECOND)).hasValue(60_000);
        assertThat(steps.look(112_000, 3 * SECOND)).isEmpty();
        assertThat(steps.look(13_000, 4 * SECOND)).hasValue(-100_000);
    }
}
