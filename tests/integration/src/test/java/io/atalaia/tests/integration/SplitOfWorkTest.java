/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.tests.support.AtalaiaProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Storage on one node, the gateway on two, discovery on three, the agent outside: then the node with storage is killed. */
class SplitOfWorkTest {
    /** The bar is ten seconds from the death of the node. */
    private static final Duration PLACED = Duration.ofSeconds(30);

    private static final int SAMPLES = 4;

    @TempDir
    Path directory;

    @Test
    @Timeout(600)
    void theDashboardWorksThroughEitherGatewayAndSurvivesTheLossOfOneAndOfStorage() {
        try (var nodes = new Nodes(directory)) {
            nodes.start("a", "database,discovery").awaitReady(Nodes.LIMIT);
            nodes.start("b", "storage,discovery,health-check,gateway").awaitReady(Nodes.LIMIT);
            nodes.start("c", "discovery,gateway").awaitReady(Nodes.LIMIT);
            nodes.awaitCarrying("storage", "c", "b");
            nodes.awaitCarrying("gateway", "c", "b", "c");
            nodes.awaitCarrying("discovery", "b", "a", "b", "c");
            long first;
            long last;
            try (var agent = agent(nodes)) {
                new Watched(nodes.api("b")).awaitLive(Nodes.LIMIT);
                first = System.currentTimeMillis();
                awaitSamples(nodes, "c", first);
                last = System.currentTimeMillis();
                stop(agent);
            }
            // At its stop an agent brings what it has, and ends when that is acknowledged.
            try (var agent = agent(nodes);
                    var there = new LivePage(nodes.api("b"));
                    var here = new LivePage(nodes.api("c"))) {
                there.awaitLiveFigures();
                here.awaitLiveFigures();
                nodes.kill("b");
                long killed = System.nanoTime();
                awaitElsewhere(nodes, "storage");
                System.out.printf("storage elsewhere after %.1f s%n", (System.nanoTime() - killed) / 1e9);
                here.awaitLiveFigures();
                awaitElsewhere(nodes, "health-check");
                assertThat(acknowledged(nodes, first, last)).isGreaterThanOrEqualTo(SAMPLES);
                stop(agent);
            }
            nodes.stop("c");
            nodes.stop("a");
        }
    }

    private AtalaiaProcess agent(Nodes nodes) {
        return AtalaiaProcess.startAgent(
                        directory,
                        "--gateway",
                        "127.0.0.1:" + nodes.port("b") + ",127.0.0.1:" + nodes.port("c"),
                        "--token",
                        Nodes.TOKEN,
                        "--set",
                        "data.directory=agent")
                .awaitReady(Nodes.LIMIT);
    }

    private static void stop(AtalaiaProcess agent) {
        agent.signal("TERM");
        assertThat(agent.exit(Duration.ofSeconds(60))).as(agent.errors()).isZero();
    }

    private static void awaitSamples(Nodes nodes, String through, long from) {
        var watched = new Watched(nodes.api(through));
        Awaitility.await("some samples")
                .atMost(Nodes.LIMIT)
                .until(() -> watched.load(from, System.currentTimeMillis()).within(from, Long.MAX_VALUE) > SAMPLES);
    }

    /** The killed node does not answer, so it is not among those that say what they carry. */
    private static void awaitElsewhere(Nodes nodes, String role) {
        Awaitility.await(role + " elsewhere")
                .atMost(PLACED)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !nodes.carrying(role, "c").isEmpty());
    }

    /** How many of the samples that were acknowledged before are there after storage has moved. */
    private static long acknowledged(Nodes nodes, long from, long to) {
        var watched = new Watched(nodes.api("c"));
        return Awaitility.await("history is answered again")
                .atMost(PLACED)
                .until(() -> watched.load(from - 1_000, to + 1_000), answer -> answer.complete())
                .within(from, to);
    }
}
