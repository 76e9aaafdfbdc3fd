/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.agent.read.Addresses.Candidate;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest {
    private static Candidate candidate(String address, boolean favourite) {
        try {
            return new Candidate(InetAddress.getByName(address), favourite);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }

    @Test
    void theDefaultRoutesAddressComesFirstAndLoopbackNotAtAll() {
        assertThat(Addresses.ordered(List.of(
                        candidate("127.0.0.1", false),
                        candidate("172.17.0.1", false),
                        candidate("fe80::1", true),
                        candidate("fd00::2", true),
                        candidate("192.168.1.5", true))))
                .containsExactly("192.168.1.5", "fd00::2", "172.17.0.1");
    }

    @Test
    void aMachineWithoutNetworkTellsItsLoopbackLast() {
        assertThat(Addresses.ordered(List.of(candidate("127.0.0.1", false), candidate("169.254.7.7", false))))
                .containsExactly("169.254.7.7", "127.0.0.1");
    }
}
