/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate;

import static io.atalaia.agent.Hubs.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.agent.AgentConfig;
import io.atalaia.agent.GatewayAddress;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final CountingDoor door = new CountingDoor(vertx);

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        door.close();
        done(vertx.close());
    }

    @Test
    void everySampleOfTheFleetArrivesOnceAndStandsInTheLedger() throws IOException {
        Path file = directory.resolve("ledger");
        var ledger = done(Ledger.open(vertx, file.toString()));
        var simulation = new Simulation(vertx, Clock.system(), plan(20, Duration.ZERO), ledger);
        done(simulation.start());
        await().atMost(LIMIT).until(() -> door.live.get() >= 100);
        done(simulation.stop());

        var figures = simulation.figures();
        assertThat(door.trouble).isEmpty();
        assertThat(door.tokens).containsExactly("Bearer sesame");
        assertThat(door.greeted).hasSize(20);
        assertThat(door.samples()).isEqualTo(figures.sampled()).isEqualTo(figures.ackedSamples());
        assertThat(figures.waiting()).isZero();
        assertThat(figures.liveP99()).isPositive();
        var lines = Files.readAllLines(file);
        assertThat(lines.stream()
                        .filter(line -> !line.startsWith("#"))
                        .mapToLong(SimulationTest::samples)
                        .sum())
                .isEqualTo(figures.ackedSamples());
        assertThat(lines.stream().filter(line -> line.startsWith("#"))).hasSize(20);
    }

    @Test
    void thePastIsUploadedWhileLiveSamplesGoOn() {
        var simulation = new Simulation(vertx, Clock.system(), plan(3, Duration.ofMinutes(10)), null);
        done(simulation.start());
        await().atMost(LIMIT).until(() -> simulation.figures().pastBlocks() >= 30 && door.live.get() > 5);
        done(simulation.stop());

        var figures = simulation.figures();
        assertThat(door.trouble).isEmpty();
        assertThat(door.samples()).isEqualTo(figures.ackedSamples());
        // Ten minutes at five a second.
        assertThat(figures.ackedSamples() - figures.sampled()).isBetween(3 * 2_998L, 3 * 3_001L);
    }

    @Test
    void whatIsRefusedOrCutOffIsSentAgain() {
        door.toRefuse.set(5);
        var simulation = new Simulation(vertx, Clock.system(), plan(5, Duration.ofMinutes(5)), null);
        done(simulation.start());
        await().atMost(LIMIT).until(() -> door.taken.size() > 3);
        List.copyOf(door.connections).forEach(HttpConnection::close);
        await().atMost(LIMIT)
                .until(() -> simulation.figures().connections() > 5
                        && simulation.figures().withPast() == 0);
        done(simulation.stop());

        var figures = simulation.figures();
        assertThat(door.refused).hasValue(5);
        assertThat(figures.refused()).isGreaterThanOrEqualTo(5);
        assertThat(door.trouble).isEmpty();
        assertThat(door.samples()).isEqualTo(figures.ackedSamples());
        assertThat(figures.waiting()).isZero();
    }

    private Plan plan(int machines, Duration backlog) {
        return new Plan(
                new GatewayAddress(false, "127.0.0.1", door.port()),
                AgentConfig.Tls.NONE.files(),
                "sesame",
                machines,
                0,
                40,
                Duration.ofMillis(200),
                1,
                backlog,
                0,
                0);
    }

    private static long samples(String line) {
        return Long.parseLong(line.split("\t")[5]);
    }
}
