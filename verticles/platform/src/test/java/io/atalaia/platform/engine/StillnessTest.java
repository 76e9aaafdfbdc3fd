/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StillnessTest {
    private final Stillness<String> stillness = new Stillness<>();

    @Test
    void aValueCountsFromWhenItWasFirstSeen() {
        assertThat(stillness.see("a", 1, 100, 90)).isZero();
        assertThat(stillness.see("a", 1, 210, 190)).isEqualTo(90);
        assertThat(stillness.see("a", 1, 310, 300)).isEqualTo(200);
    }

    @Test
    void aValueThatMovedStartsAnew() {
        assertThat(stillness.see("a", 1, 100, 90)).isZero();
        assertThat(stillness.see("a", 2, 200, 190)).isZero();
        assertThat(stillness.see("a", 2, 300, 290)).isEqualTo(90);
    }

    @Test
    void keysDoNotMix() {
        assertThat(stillness.see("a", 1, 100, 90)).isZero();
        assertThat(stillness.see("b", 1, 300, 290)).isZero();
    }
}
