/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults.hubs;

import io.atalaia.bench.chaos.Ledger;
import io.atalaia.bench.faults.net.Host;
import io.atalaia.tests.support.AtalaiaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** An agent that knows every gateway, and the ledger of what its journal held. */
public final class Agent implements AutoCloseable {
    private static final Duration KNOWN = Duration.ofSeconds(30);
    private static final Duration DRAINED = Duration.ofSeconds(90);

    private final Path data;
    private final Running running;
    private final Ledger ledger;

    Agent(Path folder, Host host, List<String> gateways, String token) {
        data = folder.resolve("data");
        ledger = new Ledger(data.resolve("spool"), folder.resolve("ledger"));
        running = new Running(host, List.of("agent"), () -> start(folder, host, gateways, token));
    }

    private AtalaiaProcess start(Path folder, Host host, List<String> gateways, String token) {
        List<String> arguments = new ArrayList<>();
        gateways.forEach(gateway -> arguments.addAll(List.of("--gateway", gateway)));
        // The hosts' network is made for the trial, and nobody else is on it.
        arguments.addAll(List.of("--insecure", "--token", token, "--set", "data.directory=" + data));
        return AtalaiaProcess.startAgentThrough(host.door(), folder, arguments.toArray(String[]::new));
    }

    void start() {
        running.start();
    }

    public Running running() {
        return running;
    }

    public Ledger ledger() {
        return ledger;
    }

    /** Its machine's id; waits for the first start to make one. */
    public String machine() {
        Path file = data.resolve("machine-id");
        Awaitility.await("the id of the machine").atMost(KNOWN).until(() -> Files.exists(file) && Files.size(file) > 0);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it in order, again and again, until storage has all that it had. */
    public void drain() {
        Awaitility.await("the spool of " + running.name()).atMost(DRAINED).until(() -> {
            running.start();
            running.awaitReady();
            running.stop();
            return drained();
        });
    }

    private boolean drained() {
        try (var files = Files.list(data.resolve("spool"))) {
            return files.noneMatch(file -> file.toString().endsWith(".sealed"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        running.close();
    }
}
