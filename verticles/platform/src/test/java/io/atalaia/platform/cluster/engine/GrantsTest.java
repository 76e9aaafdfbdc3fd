/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.platform.cluster.engine.Grants.Grant;
import io.atalaia.platform.cluster.engine.Grants.Written;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrantsTest {
    private static final long LENGTH = 5_000;
    private static final long NANOS = Duration.ofMillis(LENGTH).toNanos();
    private final Grants grants = new Grants();

    @Test
    void aLeaseIsHeldAsLongAsItMoves() {
        read("a/1", 7, 0);
        assertThat(packing()).isEqualTo(new Grant("packing", "a", 2, LENGTH, true));
        read("a/1", 7, NANOS - 1);
        assertThat(packing().held()).isTrue();
        read("a/1", 7, NANOS);
        assertThat(packing().held()).isFalse();
        read("a/1", 8, NANOS + 1);
        assertThat(packing().held()).isTrue();
    }

    @Test
    void aLeaseThatWasGivenUpIsNotHeld() {
        read("", 7, 0);
        assertThat(packing()).isEqualTo(new Grant("packing", "", 2, LENGTH, false));
    }

    @Test
    void afterAnOutageWhoHeldALeaseGetsAWholeLengthAgain() {
        read("a/1", 7, 0);
        grants.couldNotRead();
        read("a/1", 7, 10 * NANOS);
        assertThat(packing().held()).isTrue();
        read("a/1", 7, 11 * NANOS);
        assertThat(packing().held()).isFalse();
        grants.couldNotRead();
        read("a/1", 7, 12 * NANOS);
        assertThat(packing().held()).isFalse();
    }

    @Test
    void leasesThatAreGoneAreForgotten() {
        read("a/1", 7, 0);
        grants.read(List.of(), 1, 1);
        assertThat(grants.now()).isEmpty();
    }

    private void read(String owner, long version, long at) {
        grants.read(List.of(new Written("packing", owner, 2, LENGTH, version)), at, at);
    }

    private Grant packing() {
        return grants.now().get("packing");
    }
}
