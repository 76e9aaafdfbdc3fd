/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a..b", ".a", "a.", "0123456789012345678901234567890123456789012345678901234567890123"})
    void whatIsNoNameIsNotTaken(String text) {
        assertThatThrownBy(() -> Name.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameHasAtMost255Bytes() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "a".repeat(61));
        assertThat(Name.of(longest).wire()).hasSize(255);
        assertThatThrownBy(() -> Name.of(longest + "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyAsciiHasTwoCases() {
        assertThat(Name.read(new byte[] {2, 'A', (byte) 0xc4, 0}).labels()).containsExactly("a\u00c4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"256.0.0.1", "1.2.3", "host", "1.2.3.4.5", "::g", "[::1]", "host:80", ":", "1e1.0.0.1", ""})
    void whatIsNoAddressIsNotLookedUp(String text) {
        assertThat(Addresses.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "::1", "fe80::1%eth0", "2001:db8:0:0:0:0:0:1", "::ffff:10.0.0.1"})
    void addressesAreRead(String text) {
        assertThat(Addresses.parse(text)).isPresent();
    }
}
