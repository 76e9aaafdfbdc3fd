/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenessTest {
    private final Lateness lateness = new Lateness(100, 10, 0);

    @Test
    void timersInTimeAreNotLate() {
        for (long now = 100; now <= 2_000; now += 100) {
            assertThat(lateness.fired(now)).isEqualTo(100);
        }
        assertThat(lateness.nanos(2_000)).hasSize(10).containsOnly(0);
    }

    @Test
    void aStopWeighsAsLongAsItLasted() {
        assertThat(lateness.fired(100)).isEqualTo(100);
        assertThat(lateness.fired(550)).isEqualTo(50);
        assertThat(lateness.nanos(550)).containsExactlyInAnyOrder(0, 350, 250, 150, 50);
        assertThat(Lateness.quantile(lateness.nanos(550), 0.95)).isEqualTo(350);
    }

    @Test
    void aStopThatStillLastsIsSeenByOthers() {
        assertThat(lateness.fired(100)).isEqualTo(100);
        assertThat(lateness.nanos(199)).containsExactly(0);
        assertThat(lateness.nanos(420)).containsExactlyInAnyOrder(0, 220, 120, 20);
        assertThat(lateness.nanos(100_000)).hasSize(10).doesNotContain(0);
    }

    @Test
    void aStopLongerThanTheWindowFillsItAndNoMore() {
        assertThat(lateness.fired(100)).isEqualTo(100);
        assertThat(lateness.fired(1_000_000_050)).isEqualTo(50);
        assertThat(lateness.nanos(1_000_000_050)).hasSize(10);
        assertThat(Lateness.quantile(lateness.nanos(1_000_000_050), 1)).isEqualTo(950);
    }

    @Test
    void whatIsOlderThanTheWindowIsForgotten() {
        assertThat(lateness.fired(5_000)).isEqualTo(100);
        for (long now = 5_100; now <= 6_000; now += 100) {
            assertThat(lateness.fired(now)).isEqualTo(100);
        }
        assertThat(lateness.nanos(6_000)).containsOnly(0);
    }

    @Test
    void ofNothingNothingIsLate() {
        assertThat(Lateness.quantile(lateness.nanos(0), 0.99)).isZero();
    }
}
