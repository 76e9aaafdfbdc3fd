/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every node but the database's is stopped and started while clients go on asking. */
class RollingRestartTest {
    private static final String ROLES = "storage,discovery,health-check,gateway";
    private static final int CLIENTS = 4;
    private static final long ENOUGH = 50;

    @TempDir
    Path directory;

    @Test
    @Timeout(600)
    void noRequestIsLost() {
        try (var nodes = new Nodes(directory)) {
            nodes.start("a", "database,agent").awaitReady(Nodes.LIMIT);
            nodes.start("b", ROLES).awaitReady(Nodes.LIMIT);
            nodes.start("c", ROLES).awaitReady(Nodes.LIMIT);
            var watched = new Watched(nodes.api("b"));
            watched.awaitLive(Nodes.LIMIT);
            String path = "/api/v1/query?machine=" + watched.id() + "&metric=node_load1&points=100&from="
                    + (System.currentTimeMillis() - 3_600_000) + "&to=" + System.currentTimeMillis();
            Awaitility.await("the other gateway knows the machine too")
                    .atMost(Nodes.LIMIT)
                    .until(() -> nodes.api("c").tryGet(path).isPresent());
            var bases = List.of(nodes.api("b").base(), nodes.api("c").base());
            try (var load = new SteadyLoad(bases, path, CLIENTS)) {
                for (String node : List.of("b", "c")) {
                    awaitMore(load);
                    nodes.stop(node);
                    awaitMore(load);
                    nodes.start(node, ROLES).awaitReady(Nodes.LIMIT);
                    Awaitility.await(node + " answers")
                            .atMost(Nodes.LIMIT)
                            .until(() -> nodes.api(node).tryGet(path).isPresent());
                }
                awaitMore(load);
                System.out.printf(
                        "rolling restart: %d answers, %d failures%n",
                        load.answers(), load.failures().size());
                assertThat(load.failures()).isEmpty();
            }
            nodes.stop("c");
            nodes.stop("b");
            nodes.stop("a");
        }
    }

    private static void awaitMore(SteadyLoad load) {
        long before = load.answers();
        Awaitility.await("answers go on")
                .atMost(Nodes.LIMIT)
                .until(() ->
                        load.answers() >= before + ENOUGH || !load.failures().isEmpty());
    }
}
