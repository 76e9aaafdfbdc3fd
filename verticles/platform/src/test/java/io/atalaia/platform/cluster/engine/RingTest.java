/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RingTest {
    private final Ring ring = new Ring(3);

    @Test
    void aPeerThatWasNeverHeardDoesNotAnswerButIsNotSilentYet() {
        ring.ask(Set.of("b"), 10);
        assertThat(ring.look(13).fell()).isEmpty();
        assertThat(ring.answers("b")).isFalse();
        assertThat(ring.silent()).isZero();
    }

    @Test
    void aPeerIsSilentAfterItsTimeAndThatIsToldOnce() {
        ring.ask(Set.of("b", "c"), 0);
        ring.answered("b", 1);
        ring.answered("c", 4);
        assertThat(ring.look(4).fell()).isEmpty();
        assertThat(ring.answers("b")).isTrue();
        assertThat(ring.look(5).fell()).containsExactly("b");
        assertThat(ring.answers("b")).isFalse();
        assertThat(ring.answers("c")).isTrue();
        assertThat(ring.silent()).isEqualTo(1);
        assertThat(ring.look(6).fell()).isEmpty();
    }

    @Test
    void aPeerThatAnswersAgainIsToldOnce() {
        ring.ask(Set.of("b"), 0);
        assertThat(ring.look(4).fell()).containsExactly("b");
        ring.answered("b", 5);
        assertThat(ring.look(5).back()).containsExactly("b");
        assertThat(ring.answers("b")).isTrue();
        assertThat(ring.look(6).back()).isEmpty();
        assertThat(ring.silent()).isZero();
    }

    @Test
    void askingOnDoesNotGiveMoreTime() {
        for (long now = 0; now <= 4; now++) {
            ring.ask(Set.of("b"), now);
        }
        assertThat(ring.look(4).fell()).containsExactly("b");
    }

    @Test
    void whoIsNoLongerAskedIsForgotten() {
        ring.ask(Set.of("b"), 0);
        assertThat(ring.look(4).fell()).containsExactly("b");
        ring.ask(Set.of(), 5);
        assertThat(ring.look(5)).isEqualTo(new Ring.News(Set.of(), Set.of()));
        ring.answered("b", 6);
        assertThat(ring.answers("b")).isFalse();
    }
}
