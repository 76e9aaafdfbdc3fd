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
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    private final int port = FreePorts.next();
    private final int databasePort = FreePorts.next();
    private final Api api = new Api(port);
    private final Watched watched = new Watched(api);

    @Test
    @Timeout(400)
    void withStorageKilledTheRestGoesOnAndRecoversWithoutAGap() throws IOException {
        String cluster = ClusterFile.write(directory, 3).toString();
        AtalaiaProcess store = startStore(cluster).awaitReady(LIMIT);
        try (var front = startFront(cluster).awaitReady(LIMIT)) {
            watched.awaitLive(LIMIT);
            awaitHistory(true);
            long first = System.currentTimeMillis();

            store.kill();
            awaitHistory(false);
            long before = watched.awaitLive(LIMIT).path("lastSample").asLong();
            Awaitility.await("live figures go on")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> watched.machine()
                            .filter(machine -> machine.path("lastSample").asLong() > before + 2000)
                            .filter(machine -> machine.path("state").asInt() < 3)
                            .isPresent());
            var meanwhile = Awaitility.await("what is in memory")
                    .until(() -> watched.load(first, System.currentTimeMillis()), answer -> !answer.times()
                            .isEmpty());
            assertThat(meanwhile.complete()).isFalse();

            store = startStore(cluster).awaitReady(LIMIT);
            awaitHistory(true);
            // The time of the outage included.
            assertThat(watched.awaitLoad(first, Duration.ofSeconds(120), answer -> answer.gaps()
                                    .isEmpty())
                            .times())
                    .isNotEmpty();
            front.interrupt();
            assertThat(front.exit(LIMIT)).isZero();
        } finally {
            store.interrupt();
            assertThat(store.exit(LIMIT)).isZero();
        }
    }

    private void awaitHistory(boolean available) {
        Awaitility.await("history " + (available ? "available" : "unavailable"))
                .atMost(LIMIT)
                .until(() -> api.tryGet("/api/v1/fleet")
                        .filter(fleet -> fleet.path("history").asBoolean() == available)
                        .isPresent());
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
