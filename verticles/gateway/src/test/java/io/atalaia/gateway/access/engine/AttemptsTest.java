/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private final Attempts attempts = new Attempts(3, 60);

    private void fail(String who, int times, long now) {
        for (int i = 0; i < times; i++) {
            attempts.begin(who, now);
        }
    }

    @Test
    void theFirstFailuresCostNoWaiting() {
        fail("ana", 2, 0);
        assertThat(attempts.wait("ana", 0)).isZero();
        assertThat(attempts.wait("bob", 0)).isZero();
    }

    @Test
    void eachFurtherFailureDoublesTheWaitUpToTheLongest() {
        fail("ana", 3, 0);
        assertThat(attempts.wait("ana", 0)).isEqualTo(SECOND);
        fail("ana", 1, 0);
        assertThat(attempts.wait("ana", 0)).isEqualTo(2 * SECOND);
        assertThat(attempts.wait("ana", SECOND)).isEqualTo(SECOND);
        assertThat(attempts.wait("ana", 2 * SECOND)).isZero();
        fail("ana", 60, 0);
        assertThat(attempts.wait("ana", 0)).isEqualTo(60 * SECOND);
        assertThat(attempts.wait("bob", 0)).isZero();
    }

    @Test
    void whoGotItRightOrWasQuietBeginsAnew() {
        fail("ana", 5, 0);
        attempts.succeeded("ana");
        assertThat(attempts.wait("ana", 0)).isZero();
        fail("bob", 5, 0);
        attempts.begin("bob", 901 * SECOND);
        assertThat(attempts.wait("bob", 901 * SECOND)).isZero();
    }

    @Test
    void anAttemptThatIsTakenBackCountsNotAtAll() {
        fail("home", 3, 0);
        attempts.takeBack("home");
        assertThat(attempts.wait("home", 0)).isZero();
        fail("home", 1, 0);
        assertThat(attempts.wait("home", 0)).isEqualTo(SECOND);
    }

    @Test
    void whoFloodsItWithNamesMakesItForgetTheOldestNotGrow() {
        fail("ana", 5, 0);
        for (int i = 0; i < 10_000; i++) {
            attempts.begin("name" + i, 0);
        }
        assertThat(attempts.wait("ana", 0)).isZero();
        fail("name9999", 4, 0);
        assertThat(attempts.wait("name9999", 0)).isPositive();
    }
}
