/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.chaos;

import io.atalaia.tests.support.AtalaiaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** An agent of its own process, its cable, and the ledger of its journal. */
final class WatchedAgent implements AutoCloseable {
    static final String EVERY = "250ms";

    private static final Duration BEGUN = Duration.ofSeconds(60);
    private static final Duration DRAINED = Duration.ofSeconds(90);

    private static final String MACHINE_ID = "machine-id";

    private final Path data;
    private final Path spool;
    private final CutRelay cable;
    private final Ledger ledger;
    private final Victim process;

    /** @param data where the agent and its ledger live, on one file system */
    WatchedAgent(Path data, int gatewayPort, String token) {
        this.data = data;
        spool = data.resolve("agent/spool");
        cable = new CutRelay(gatewayPort);
        ledger = new Ledger(spool, data.resolve("ledger"));
        process = new Victim(() -> AtalaiaProcess.startAgent(
                data,
                "--gateway",
                "127.0.0.1:" + cable.port(),
                "--token",
                token,
                "--set",
                "data.directory=" + data.resolve("agent"),
                "--set",
                "agent.every=" + EVERY));
    }

    CutRelay cable() {
        return cable;
    }

    Ledger ledger() {
        return ledger;
    }

    void start() {
        process.start();
    }

    /** Until it can keep samples: a process killed before that has none to lose. */
    void awaitBegun() {
        Awaitility.await("the start of " + data).atMost(BEGUN).until(() -> Files.isDirectory(spool));
    }

    void kill() {
        process.kill();
        ledger.look();
    }

    void stop() {
        process.stop(Duration.ofSeconds(60));
        ledger.look();
    }

    /** Gives it a while to connect and to send what waits. */
    void awaitDrained() {
        Awaitility.await("the spool of " + data).atMost(DRAINED).until(this::drained);
    }

    /** Whether storage has all. */
    boolean drained() {
        try (var files = Files.list(spool)) {
            return files.noneMatch(file -> file.toString().endsWith(".sealed"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String machine() {
        try {
            return Files.readString(data.resolve("agent").resolve(MACHINE_ID)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
        cable.close();
    }
}
