/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NodeTableTest {
    private static final String CLUSTER =
            """
            {"expected": 3, "size": 2, "degraded": true, "why": "the database is out of reach",
             "nodes": [
               {"name": "lisbon", "address": "10.0.0.1", "version": "0.1.0", "self": true, "loopLagMillis": 1.6,
                "sees": [{"answers": true}, {"answers": true}, {"answers": false}],
                "roles": [{"role": "storage", "instances": 2}, {"role": "gateway", "instances": 1}]},
               {"name": "faro", "address": "10.0.0.3", "version": "0.1.0", "draining": true, "degraded": true,
                "sees": [], "roles": []}],
             "silent": [{"name": "porto", "why": "it left, or died"}]}
            """;

    @Test
    void everyNodeHasALineAndSoDoesWhoeverIsSilent() throws JsonProcessingException {
        var out = new ByteArrayOutputStream();
        new NodeTable(new ObjectMapper().readTree(CLUSTER)).print(new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "2 of 3 nodes answer; DEGRADED: the database is out of reach",
                        "NODE     ADDRESS   VERSION  SEES  STATE               LAG   ROLES",
                        "lisbon*  10.0.0.1  0.1.0    2     ok                  2 ms  storage x 2, gateway",
                        "faro     10.0.0.3  0.1.0    0     degraded, draining  0 ms  none",
                        "porto: silent, it left, or died");
    }
}
