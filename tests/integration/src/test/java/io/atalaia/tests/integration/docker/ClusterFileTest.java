/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.InMemoryXmlConfig;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** docker/cluster.xml beside the one that comes with Atalaia and beside compose.yaml. */
class ClusterFileTest {
    private final Compose compose = Compose.read();

    private static String shipped() throws IOException {
        return Files.readString(Dockerfile.ROOT.resolve("cluster.xml"));
    }

    @Test
    void itNamesTheAddressesThatComposeGivesTheHubs() {
        var config = new InMemoryXmlConfig(Compose.text("cluster.xml")).getNetworkConfig();
        var addresses = compose.of("atalaia").stream()
                .map(hub -> hub.address("cluster"))
                .toList();
        assertThat(config.getJoin().getTcpIpConfig().getMembers())
                .containsExactlyElementsOf(addresses.stream()
                        .map(address -> address + ":" + config.getPort())
                        .toList());
        String listens = config.getInterfaces().getInterfaces().iterator().next();
        assertThat(addresses).allSatisfy(address -> assertThat(address)
                .matches(listens.replace(".", "\\.").replace("*", "[0-9]+")));
        assertThat(Compose.text("compose.yaml")).contains("subnet: " + listens.replace("*", "0/24"));
    }

    /** So that what is tuned there is tuned here. */
    @Test
    void itDiffersFromTheOneThatComesWithAtalaiaInAddressesAlone() throws IOException {
        assertThat(withoutAddresses(Compose.text("cluster.xml"))).isEqualTo(withoutAddresses(shipped()));
    }

    private static String withoutAddresses(String text) {
        return text.replaceAll("(?s)<!--.*?-->", "")
                .replaceAll("<port [^>]*>\\d+</port>", "")
                .replaceAll("(?s)<member-list>.*</member-list>", "")
                .replaceAll("<interface>[^<]*</interface>", "")
                .replaceAll("\\s+", " ");
    }
}
