/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import static io.atalaia.agent.engine.Fixtures.MINUTE;
import static io.atalaia.agent.engine.Fixtures.ONE;
import static io.atalaia.agent.engine.Fixtures.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BlockQueueTest {
    private final BlockQueue queue = new BlockQueue(180_000);

    private int add(int minute) {
        return queue.add(sealed(minute, MINUTE + minute * 60_000L, 60, ONE), TimeUnit.MINUTES.toNanos(minute));
    }

    @Test
    void theOldestGoesWhenItHasWaitedTooLong() {
        assertThat(add(1)).isZero();
        assertThat(add(2)).isZero();
        assertThat(add(3)).isZero();
        assertThat(add(4)).isEqualTo(60);
        assertThat(queue.first().sealed().block().seq()).isEqualTo(2);
        assertThat(queue.samples()).isEqualTo(180);
    }

    @Test
    void aMachineThatSleptOrWhoseClockWasSetLosesNothing() {
        assertThat(queue.add(sealed(1, MINUTE, 60, ONE), 0)).isZero();
        assertThat(queue.add(sealed(2, MINUTE + 8 * 3_600_000L, 60, ONE), TimeUnit.MINUTES.toNanos(1)))
                .isZero();
        assertThat(queue.samples()).isEqualTo(120);
    }

    @Test
    void aBlockThatWasGivenUpMeanwhileIsNotTakenOutTwice() {
        assertThat(add(1)).isZero();
        var sending = queue.first();
        assertThat(add(9)).isEqualTo(60);
        queue.remove(sending);
        assertThat(queue.first().sealed().block().seq()).isEqualTo(9);
        queue.remove(queue.first());
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void waitingAfterFailuresGrowsToFiveSecondsAndStartsAnew() {
        var worst = new Backoff(() -> 0.999999);
        assertThat(worst.failed()).isEqualTo(200);
        assertThat(worst.failed()).isEqualTo(400);
        for (int i = 0; i < 50; i++) {
            assertThat(worst.failed()).isLessThanOrEqualTo(5_000);
        }
        assertThat(worst.failed()).isEqualTo(5_000);
        worst.reset();
        assertThat(worst.failed()).isEqualTo(200);
        assertThat(new Backoff(() -> 0).failed()).isEqualTo(1);
    }
}
