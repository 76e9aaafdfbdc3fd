/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RendezvousTest {
    private static final List<String> NODES = List.of("node-a", "node-b", "node-c");

    @Test
    void theOrderOfTheNodesDoesNotMatter() {
        for (int i = 0; i < 100; i++) {
            assertThat(Rendezvous.first(2, "shop-" + i, List.of("node-c", "node-a", "node-b")))
                    .isEqualTo(Rendezvous.first(2, "shop-" + i, NODES))
                    .startsWith(Rendezvous.first("shop-" + i, NODES).orElseThrow());
        }
        assertThat(Rendezvous.first("shop", List.of())).isEmpty();
        assertThat(Rendezvous.first(2, "shop", List.of("node-a"))).containsExactly("node-a");
    }

    @Test
    void eachGetsItsShare() {
        Map<String, Integer> shares = new HashMap<>();
        IntStream.range(0, 3_000)
                .forEach(i -> shares.merge(Rendezvous.first("shop-" + i, NODES).orElseThrow(), 1, Integer::sum));
        assertThat(shares.values()).allMatch(share -> share > 850 && share < 1_150);
    }

    @Test
    void theEndOfOneMovesNothingButWhatItDid() {
        IntStream.range(0, 300).mapToObj(i -> "shop-" + i).forEach(thing -> {
            String before = Rendezvous.first(thing, NODES).orElseThrow();
            String after = Rendezvous.first(thing, List.of("node-a", "node-b")).orElseThrow();
            assertThat(before.equals("node-c") || before.equals(after)).isTrue();
        });
    }
}
