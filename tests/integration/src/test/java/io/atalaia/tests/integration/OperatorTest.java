/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator types to move roles between the nodes of a running cluster. */
class OperatorTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    private String gateway;

    private record Said(int code, String output, String errors) {}

    @Test
    @Timeout(600)
    void rolesAreDeployedDrainedTakenBackAndUndeployedByCommands() {
        try (var nodes = new Nodes(directory)) {
            nodes.start("a", "database,storage,discovery,health-check,gateway").awaitReady(Nodes.LIMIT);
            nodes.start("b", "discovery").awaitReady(Nodes.LIMIT);
            gateway = nodes.api("a").base();
            nodes.awaitCarrying("discovery", "a", "a", "b");

            // A node that is too busy for a moment does not answer the other in time.
            Awaitility.await().atMost(LIMIT).untilAsserted(() -> bothNodesAnswer(say("nodes")));

            var deployed = say("deploy", "gateway", "--node", "b");
            assertThat(deployed).isEqualTo(new Said(0, "b carries discovery, gateway\n", ""));
            nodes.awaitCarrying("gateway", "b", "a", "b");

            refusals();

            var drained = say("drain", "b");
            assertThat(drained.code()).as(drained.errors()).isZero();
            assertThat(nodes.carrying("gateway", "a")).containsExactly("a");
            assertThat(nodes.carrying("discovery", "a")).containsExactly("a");

            assertThat(say("drain", "b", "--end"))
                    .isEqualTo(new Said(0, "b takes part again and carries discovery, gateway\n", ""));
            nodes.awaitCarrying("gateway", "b", "a", "b");

            assertThat(say("undeploy", "gateway", "--node", "b")).isEqualTo(new Said(0, "b carries discovery\n", ""));
            nodes.awaitCarrying("gateway", "a", "a");
            nodes.stop("b");
            nodes.stop("a");
        }
    }

    private static void bothNodesAnswer(Said said) {
        assertThat(said.code()).isZero();
        assertThat(said.output().lines())
                .anyMatch(line -> line.matches("a\\* .*gateway.*"))
                .anyMatch(line -> line.matches("b .*discovery.*"))
                .first()
                .isEqualTo("2 of 2 nodes answer");
    }

    private void refusals() {
        var noRole = say("deploy", "kitchen", "--node", "b");
        assertThat(noRole.code()).isEqualTo(2);
        assertThat(noRole.errors()).contains("kitchen").contains("gateway");
        var noNode = say("deploy", "gateway", "--node", "nowhere");
        assertThat(noNode.code()).isEqualTo(2);
        assertThat(noNode.errors()).contains("nowhere");
        var pinned = say("deploy", "database", "--node", "b");
        assertThat(pinned.code()).isNotZero();
        assertThat(pinned.errors()).contains("database");
        String nobody = "http://127.0.0.1:" + FreePorts.next();
        var unanswered = ask(nobody, "nodes");
        assertThat(unanswered.code()).isEqualTo(1);
        assertThat(unanswered.errors()).contains("No Atalaia answers at " + nobody);
    }

    private Said ask(String gateway, String... words) {
        var command = new ArrayList<>(List.of(words));
        command.addAll(List.of("--gateway", gateway));
        try (var process = AtalaiaProcess.start(directory, command.toArray(String[]::new))) {
            int code = process.exit(LIMIT);
            return new Said(code, process.output(), process.errors());
        }
    }

    private Said say(String... words) {
        return ask(gateway, words);
    }
}
