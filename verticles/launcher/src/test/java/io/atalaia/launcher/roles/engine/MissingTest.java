/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.roles.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MissingTest {
    private final Missing missing = new Missing(List.of("storage", "gateway"), 10);

    @Test
    void whatNeverRanIsNotMissed() {
        assertThat(missing.look(Set.of("storage"), 0)).isEmpty();
        assertThat(missing.look(Set.of("storage"), 1_000)).isEmpty();
    }

    @Test
    void whatRanIsMissedOnceItWasAwayForTheGrace() {
        assertThat(missing.look(Set.of("storage", "gateway", "agent"), 0)).isEmpty();
        assertThat(missing.look(Set.of("gateway"), 100)).isEmpty();
        assertThat(missing.look(Set.of("gateway"), 109)).isEmpty();
        assertThat(missing.look(Set.of("gateway"), 110)).containsExactly("storage");
        assertThat(missing.look(Set.of(), 120)).containsExactly("storage");
        assertThat(missing.look(Set.of(), 130)).containsExactly("storage", "gateway");
        assertThat(missing.look(Set.of("storage", "gateway"), 140)).isEmpty();
    }

    @Test
    void timeDuringWhichNobodyCouldLookDoesNotCount() {
        assertThat(missing.look(Set.of("storage"), 0)).isEmpty();
        assertThat(missing.look(Set.of(), 5)).isEmpty();
        missing.couldNotLook();
        assertThat(missing.look(Set.of(), 100)).isEmpty();
        assertThat(missing.look(Set.of(), 110)).containsExactly("storage");
    }
}
