/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnansweredTest {
    private final Unanswered<String> unanswered = new Unanswered<>(100);

    @Test
    void anAnswerFindsItsMessageOnce() {
        long first = unanswered.sent("first", 0);
        long second = unanswered.sent("second", 0);
        assertThat(unanswered.answered(second, 1)).contains("second");
        assertThat(unanswered.answered(second, 1)).isEmpty();
        assertThat(unanswered.answered(first, 1)).contains("first");
        assertThat(unanswered.answered(77, 1)).isEmpty();
    }

    @Test
    void patienceEndsForEachMessageByItself() {
        unanswered.sent("first", 0);
        unanswered.sent("second", 50);
        assertThat(unanswered.overdue(99)).isEmpty();
        assertThat(unanswered.overdue(100)).containsExactly("first");
        assertThat(unanswered.overdue(150)).containsExactly("second");
    }

    @Test
    void silenceCountsFromTheLastAnswerAndGoesOnWhenPatienceEnds() {
        assertThat(unanswered.silence(1_000)).isZero();
        long first = unanswered.sent("first", 1_000);
        unanswered.sent("second", 1_010);
        unanswered.answered(first, 1_050);
        assertThat(unanswered.silence(1_060)).isEqualTo(10);
        assertThat(unanswered.overdue(1_200)).containsExactly("second");
        assertThat(unanswered.silence(1_250)).isEqualTo(200);
        unanswered.sent("third", 1_260);
        assertThat(unanswered.silence(1_270)).isEqualTo(220);
        unanswered.answered(3, 1_280);
        assertThat(unanswered.silence(2_000)).isZero();
    }
}
