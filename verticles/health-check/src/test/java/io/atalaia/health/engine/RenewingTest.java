/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenewingTest {
    private static final long LASTS = 10;

    private final Renewing renewing = new Renewing();

    private Optional<Outcome.Kind> at(long time, long count) {
        return renewing.see("a", count, time, time, LASTS).map(Outcome::kind);
    }

    @Test
    void nothingIsKnownBeforeTheCountMovesOrStoodStillForItsTime() {
        assertThat(at(0, 7)).isEmpty();
        assertThat(at(9, 7)).isEmpty();
        assertThat(at(10, 7)).contains(Outcome.Kind.LAPSED);
    }

    @Test
    void aRenewalHoldsForItsTime() {
        assertThat(at(0, 7)).isEmpty();
        assertThat(at(5, 8)).contains(Outcome.Kind.RENEWED);
        assertThat(at(14, 8)).contains(Outcome.Kind.RENEWED);
        assertThat(at(15, 8)).contains(Outcome.Kind.LAPSED);
        assertThat(at(16, 9)).contains(Outcome.Kind.RENEWED);
    }

    @Test
    void whoCouldNotRenewGetsTheWholeTimeAgain() {
        assertThat(at(0, 7)).isEmpty();
        assertThat(at(1, 8)).contains(Outcome.Kind.RENEWED);
        renewing.couldNotSee();
        assertThat(at(100, 8)).isEmpty();
        assertThat(at(109, 8)).isEmpty();
        assertThat(at(110, 8)).contains(Outcome.Kind.LAPSED);
    }
}
