/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarTest {
    private static final List<String> NAMES =
            List.of("node_load1", "node_load5", "node_load15", "node_intr_total", "node_memory_MemTotal_bytes");

    @Test
    void aMistypedNameFindsWhatWasMeantFirst() {
        assertThat(Similar.to("nod_load15", NAMES)).startsWith("node_load15").hasSize(3);
    }

    @Test
    void aPartOfANameFindsIt() {
        assertThat(Similar.to("memtotal", NAMES)).containsExactly("node_memory_MemTotal_bytes");
    }

    @Test
    void nothingSimilarFindsNothing() {
        assertThat(Similar.to("zzzzzzzzz", NAMES)).isEmpty();
    }
}
