/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private final RetryBudget budget = new RetryBudget();

    private int taken() {
        int taken = 0;
        while (budget.take()) {
            taken++;
        }
        return taken;
    }

    @Test
    void aFewAreAlwaysAllowed() {
        assertThat(taken()).isEqualTo(RetryBudget.LEAST);
    }

    @Test
    void aFifthOfWhatIsUnderWayMayBeTriedAgainAtOnce() {
        for (int at = 0; at < 1_000; at++) {
            budget.entered();
        }
        assertThat(taken()).isEqualTo(200);

        budget.giveBack();
        assertThat(taken()).isEqualTo(1);
    }
}
