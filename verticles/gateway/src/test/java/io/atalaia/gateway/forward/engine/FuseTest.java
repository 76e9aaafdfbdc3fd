/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.node.NodeState.Position;
import org.junit.jupiter.api.Test;

class FuseTest {
    private final Fuse fuse = new Fuse();

    private void fail(int times, long now) {
        for (int time = 0; time < times; time++) {
            fuse.passed(now);
            boolean ignored = fuse.failed(now, true);
        }
    }

    @Test
    void itOpensAfterThreeFailuresInARow() {
        fail(2, 0);
        assertThat(fuse.succeeded()).isFalse();
        fail(2, 0);
        assertThat(fuse.position()).isEqualTo(Position.CLOSED);
        assertThat(fuse.failed(0, false)).isTrue();
        assertThat(fuse.position()).isEqualTo(Position.OPEN);
    }

    @Test
    void afterASecondOneRequestDecides() {
        fail(3, 0);
        assertThat(fuse.isDue(Fuse.FIRST_WAIT_NANOS - 1)).isFalse();
        assertThat(fuse.isDue(Fuse.FIRST_WAIT_NANOS)).isTrue();

        fuse.passed(Fuse.FIRST_WAIT_NANOS);

        assertThat(fuse.position()).isEqualTo(Position.HALF_OPEN);
        assertThat(fuse.isDue(Fuse.FIRST_WAIT_NANOS)).isFalse();
        assertThat(fuse.succeeded()).isTrue();
        assertThat(fuse.position()).isEqualTo(Position.CLOSED);
    }

    @Test
    void eachFailedTryDoublesTheWaitUpToHalfAMinute() {
        fail(3, 0);
        long now = 0;
        for (long wait : new long[] {1, 2, 4, 8, 16, 30, 30}) {
            assertThat(fuse.tryAt() - now).isEqualTo(wait * Instances.SECOND);
            now = fuse.tryAt();
            fail(1, now);
        }
    }

    @Test
    void aTryThatItsClientLeftIsMadeAgainAtOnce() {
        fail(3, 0);
        fuse.passed(Fuse.FIRST_WAIT_NANOS);

        fuse.undecided(Fuse.FIRST_WAIT_NANOS);

        assertThat(fuse.isDue(Fuse.FIRST_WAIT_NANOS)).isTrue();
    }

    @Test
    void whoFailedOnceIsTriedAgainByOneRequestASecond() {
        fail(1, 0);
        assertThat(fuse.position()).isEqualTo(Position.CLOSED);
        assertThat(fuse.isDue(Fuse.FIRST_WAIT_NANOS - 1)).isFalse();
        assertThat(fuse.isDue(Fuse.FIRST_WAIT_NANOS)).isTrue();

        fuse.passed(Fuse.FIRST_WAIT_NANOS);

        assertThat(fuse.isDue(Fuse.FIRST_WAIT_NANOS)).isFalse();
        assertThat(fuse.isDue(2 * Fuse.FIRST_WAIT_NANOS)).isTrue();
    }

    @Test
    void whatComesBackFromBeforeItOpenedClosesIt() {
        fail(3, 0);

        assertThat(fuse.succeeded()).isTrue();

        assertThat(fuse.failures()).isZero();
    }
}
