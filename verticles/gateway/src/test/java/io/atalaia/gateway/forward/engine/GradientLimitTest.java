/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import static io.atalaia.gateway.forward.engine.Instances.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GradientLimitTest {
    private final GradientLimit limit = new GradientLimit(20, 500);

    /** Fills it, and answers each after so long. */
    private void busy(int rounds, long nanos) {
        for (int round = 0; round < rounds; round++) {
            int taken = 0;
            while (limit.acquire()) {
                taken++;
            }
            for (int at = 0; at < taken; at++) {
                limit.release(nanos);
            }
        }
    }

    @Test
    void itGrowsWhileAnswersTakeWhatTheyAlwaysTook() {
        busy(50, 10 * MILLI);

        assertThat(limit.limit()).isEqualTo(500);
    }

    @Test
    void itFallsWhenAnswersTakeLongerAndGrowsAgainWhenTheyDoNot() {
        busy(20, 10 * MILLI);
        int before = limit.limit();

        while (limit.acquire()) {}
        for (int at = 0; at < 60; at++) {
            limit.release(200 * MILLI);
        }
        assertThat(limit.limit()).isLessThan(before / 4).isGreaterThanOrEqualTo(20);
        for (int left = limit.inFlight(); left > 0; left--) {
            limit.release(-1);
        }

        busy(200, 10 * MILLI);
        assertThat(limit.limit()).isEqualTo(500);
    }

    @Test
    void whatIsQuickMayTrembleWithoutBeingHeldBack() {
        busy(20, MILLI / 2);
        busy(5, 9 * MILLI);

        assertThat(limit.limit()).isEqualTo(500);
    }

    @Test
    void whoIsIdleLearnsNothingAboutHowMuchCouldBe() {
        int before = limit.limit();
        for (int at = 0; at < 1_000; at++) {
            assertThat(limit.acquire()).isTrue();
            limit.release(at * MILLI);
        }

        assertThat(limit.limit()).isEqualTo(before);
    }

    @Test
    void fullIsFull() {
        int room = limit.limit();
        for (int at = 0; at < room; at++) {
            assertThat(limit.acquire()).isTrue();
        }
        assertThat(limit.acquire()).isFalse();
        limit.release(-1);
        assertThat(limit.acquire()).isTrue();
        assertThat(limit.inFlight()).isEqualTo(room);
    }
}
