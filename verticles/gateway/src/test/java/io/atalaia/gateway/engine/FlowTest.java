/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlowTest {
    private final Flow flow = new Flow();

    /** How many pass in a second when many want to. */
    private int second(long late) {
        int passed = 0;
        for (int tick = 0; tick < 20; tick++) {
            flow.pass(50, late);
            while (flow.take()) {
                passed++;
            }
        }
        flow.adjust();
        return passed;
    }

    @Test
    void itGrowsWhileTheLoopIsOnTimeAndMoreWouldCome() {
        assertThat(second(0)).isEqualTo(100);
        for (int i = 0; i < 100; i++) {
            assertThat(second(3)).isPositive();
        }
        assertThat(flow.rate()).isEqualTo(Flow.MOST);
        assertThat(second(0)).isBetween(1_950, 2_050);
    }

    @Test
    void itShrinksByAThirdForEachSecondInWhichTheLoopWasLateButNeverStops() {
        assertThat(second(26)).isEqualTo(100);
        assertThat(flow.rate()).isEqualTo(70);
        for (int i = 0; i < 10; i++) {
            assertThat(second(200)).isPositive();
        }
        assertThat(flow.rate()).isEqualTo(Flow.LEAST);
    }

    @Test
    void whatNobodyWantsNeitherGrowsNorIsSavedForLong() {
        for (int i = 0; i < 20 * 60; i++) {
            flow.pass(50, 0);
        }
        flow.adjust();
        assertThat(flow.rate()).isEqualTo(Flow.FIRST);
        int at = 0;
        while (flow.take()) {
            at++;
        }
        assertThat(at).isEqualTo(30);
    }
}
