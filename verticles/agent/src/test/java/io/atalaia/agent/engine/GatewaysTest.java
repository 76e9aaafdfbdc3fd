/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatewaysTest {
    private static final long SECOND = 1_000_000_000L;

    private static String own(String machine, String... nodes) {
        var gateways = new Gateways(machine);
        List.of(nodes).forEach(node -> gateways.heard(node, 0));
        return gateways.own(0).orElseThrow();
    }

    @Test
    void onlyGatewaysHeardInTheLastThreeSecondsCount() {
        var gateways = new Gateways(Fixtures.MACHINE);
        assertThat(gateways.own(0)).isEmpty();
        gateways.heard("a", 0);
        assertThat(gateways.own(3 * SECOND)).contains("a");
        assertThat(gateways.own(3 * SECOND + 1)).isEmpty();
    }

    @Test
    void whenAGatewayGoesOnlyItsMachinesMove() {
        int moved = 0;
        int[] share = new int[3];
        for (int i = 0; i < 300; i++) {
            String machine = new UUID(i, i).toString();
            String before = own(machine, "a", "b", "c");
            String after = own(machine, "a", "b");
            share[before.charAt(0) - 'a']++;
            if (!before.equals("c")) {
                assertThat(after).isEqualTo(before);
            } else {
                moved++;
            }
        }
        assertThat(moved).isEqualTo(share[2]);
        assertThat(IntStream.of(share))
                .allSatisfy(machines -> assertThat(machines).isBetween(60, 140));
    }
}
