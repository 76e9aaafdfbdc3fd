/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.ClusterFile;
import io.atalaia.tests.support.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes in a cluster on loopback: database and storage in one, the rest in the other. */
class TwoProcessesTest {
    @TempDir
    Path directory;

    private final int port = FreePorts.next();
    private final int databasePort = FreePorts.next();
    private final Api api = new Api(port);
    private final Watched watched = new Watched(api);

    @Test
    @Timeout(240)
    void withStorageKilledTheRestGoesOnAndRecoversWithoutAGap() throws IOException {
        String cluster = ClusterFile.write(directory, 3).toString();
        AtalaiaProcess store = startStore(cluster).awaitReady(Duration.ofSeconds(40));
        try (var front = startFront(cluster).awaitReady(Duration.ofSeconds(40))) {
            watched.awaitLive(Duration.ofSeconds(30));
            awaitHistory(true);
            long first = System.currentTimeMillis();

            store.kill();
            awaitHistory(false);
            long before = watched.machine().orElseThrow().path("lastSample").asLong();
            Awaitility.await("live figures go on")
                    .atMost(Duration.ofSeconds(10))
                    .until(() ->
                            watched.machine().orElseThrow().path("lastSample").asLong() > before + 2000);
            assertThat(watched.machine().orElseThrow().path("state").asInt()).isLessThan(3);
            assertThat(watched.load(first, System.currentTimeMillis()).complete())
                    .isFalse();

            store = startStore(cluster).awaitReady(Duration.ofSeconds(40));
            awaitHistory(true);
            Awaitility.await("history without a gap, the time of the outage included")
                    .atMost(Duration.ofSeconds(100))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        var answer = watched.load(first, System.currentTimeMillis());
                        return answer.complete() && answer.gaps().isEmpty();
                    });
            front.interrupt();
            assertThat(front.exit(Duration.ofSeconds(15))).isZero();
        } finally {
            store.interrupt();
            assertThat(store.exit(Duration.ofSeconds(15))).isZero();
        }
    }

    private void awaitHistory(boolean available) {
        Awaitility.await("history " + (available ? "available" : "unavailable"))
                .atMost(Duration.ofSeconds(45))
                .until(() -> api.get("/api/v1/fleet").path("history").asBoolean() == available);
    }

    private AtalaiaProcess startStore(String cluster) {
        return AtalaiaProcess.start(
                directory,
                "run",
                "--cluster",
                "--roles",
                "database,storage",
                "--set",
                "data.directory=store",
                "--set",
                "database.port=" + databasePort,
                "--set",
                "cluster.config=" + cluster);
    }

    private AtalaiaProcess startFront(String cluster) {
        return AtalaiaProcess.start(
                directory,
                "run",
                "--cluster",
                "--roles",
                "discovery,health-check,gateway,agent",
                "--set",
                "data.directory=front",
                "--set",
                "gateway.port=" + port,
                "--set",
                "storage.mongo.uri=mongodb://127.0.0.1:" + databasePort,
                "--set",
                "cluster.config=" + cluster);
    }
}
