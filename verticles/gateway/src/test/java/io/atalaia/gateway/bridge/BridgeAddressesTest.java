/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.access.Permissions;
import io.atalaia.gateway.access.Permissions.Address;
import io.atalaia.gateway.access.Permissions.Way;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BridgeAddressesTest {
    @Test
    void theBridgeReachesWhatTheTableNamesAndNothingElse() {
        var reached = new TreeSet<String>();
        Bridge.options()
                .getInboundPermitteds()
                .forEach(one -> reached.add(new Address(Way.SEND, one.getAddress()).toString()));
        Bridge.options()
                .getOutboundPermitteds()
                .forEach(one -> reached.add(new Address(Way.REGISTER, one.getAddress()).toString()));
        var table = new TreeSet<String>();
        Permissions.bridge().keySet().forEach(address -> table.add(address.toString()));
        assertThat(reached).isEqualTo(table);
    }
}
