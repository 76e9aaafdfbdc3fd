/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DoubtTest {
    private final Doubt doubt = new Doubt();
    private long now = TimeUnit.HOURS.toNanos(1);

    @Test
    void aPunctualEventLoopHasNoDoubts() {
        ticks(200, 100);
        assertThat(doubt.doubts(now)).isFalse();
    }

    @Test
    void oneLateTickIsNothing() {
        ticks(100, 100);
        ticks(1, 700);
        assertThat(doubt.doubts(now)).isFalse();
    }

    @Test
    void anEventLoopThatIsLateAgainAndAgainDoubtsAndRecovers() {
        ticks(100, 100);
        ticks(10, 400);
        assertThat(doubt.doubts(now)).isTrue();
        ticks(120, 100);
        assertThat(doubt.doubts(now)).isFalse();
    }

    @Test
    void oneLongStallCountsAsAllTheTicksThatDidNotCome() {
        ticks(100, 100);
        ticks(1, 3_000);
        assertThat(doubt.doubts(now)).isTrue();
    }

    @Test
    void aStallIsNoticedBeforeTheNextTick() {
        ticks(100, 100);
        now += TimeUnit.SECONDS.toNanos(3);
        assertThat(doubt.doubts(now)).isTrue();
    }

    private void ticks(int count, long everyMillis) {
        for (int i = 0; i < count; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(everyMillis);
            doubt.tick(now);
        }
    }
}
