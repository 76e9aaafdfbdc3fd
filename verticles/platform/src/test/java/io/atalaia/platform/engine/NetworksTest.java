/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworksTest {

    private static InetAddress address(String text) {
        return Networks.literal(text).orElseThrow();
    }

    @Test
    void withoutAnyNetworkNamedAllIsAllowed() {
        assertThat(Networks.of(List.of(), List.of()).allows(address("10.0.0.1")))
                .isTrue();
    }

    @Test
    void whatIsDeniedIsSoEvenWhereItIsAllowed() {
        var networks = Networks.of(List.of("10.0.0.0/8", "fd00::/8"), List.of("10.1.0.0/16", "10.2.3.4"));
        assertThat(networks.allows(address("10.9.0.1"))).isTrue();
        assertThat(networks.allows(address("fd12::1"))).isTrue();
        assertThat(networks.allows(address("10.1.255.255"))).isFalse();
        assertThat(networks.allows(address("10.2.3.4"))).isFalse();
        assertThat(networks.allows(address("10.2.3.5"))).isTrue();
        assertThat(networks.allows(address("11.0.0.1"))).isFalse();
        assertThat(networks.allows(address("2001:db8::1"))).isFalse();
    }

    @Test
    void anAddressOfFourBytesWrittenAsSixteenIsTheSame() {
        assertThat(Networks.of(List.of(), List.of("169.254.169.254")).allows(address("::ffff:169.254.169.254")))
                .isFalse();
        assertThat(Networks.isLocal(address("::ffff:127.0.0.1"))).isTrue();
    }

    @Test
    void loopbackAndLinkLocalAreElsewhereOnEachMachine() {
        assertThat(List.of("127.0.0.1", "127.9.9.9", "::1", "169.254.1.1", "fe80::1"))
                .allMatch(text -> Networks.isLocal(address(text)));
        assertThat(List.of("10.0.0.1", "fd00::1", "192.168.0.1")).noneMatch(text -> Networks.isLocal(address(text)));
    }

    @Test
    void namesAreNoAddressesAndNotLookedUp() {
        assertThat(List.of("localhost", "1.2.3", "1.2.3.4.5", "1.2.3.400", "beef", "[::1]"))
                .allMatch(text -> Networks.literal(text).isEmpty());
    }

    @Test
    void whatIsNoNetworkIsNamed() {
        for (String text : List.of("10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "somewhere", "fd00::/129", "")) {
            assertThatThrownBy(() -> Networks.of(List.of(text), List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no network");
        }
    }
}
