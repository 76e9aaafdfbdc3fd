/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A hub in a process of its own, with every role but the agent. */
final class BenchHub implements AutoCloseable {
    static final String TOKEN = "the-bench-is-allowed-in";
    /** The heap that the start script gives is for so many. */
    private static final int MOST_WITHOUT_MORE = 2_000;

    private static final Duration LIMIT = Duration.ofSeconds(120);

    final int port = FreePorts.next();
    final Api api = new Api(port);
    private final AtalaiaProcess process;
    private final Path data;

    /** @param folder keeps the data; a second hub on it goes on where the first ended */
    BenchHub(Path folder, String... settings) {
        this(AtalaiaProcess.HEAP, folder, settings);
    }

    private BenchHub(String heap, Path folder, String... settings) {
        data = folder.resolve("data");
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--roles",
                "database,storage,discovery,health-check,gateway",
                "--set",
                "gateway.port=" + port,
                "--set",
                "gateway.ingest.tokens.bench=" + TOKEN,
                "--set",
                "gateway.ingest.maxAgents=20000",
                "--set",
                "gateway.limits.connections=50000",
                "--set",
                "gateway.limits.connectionsPerAddress=50000",
                "--set",
                "gateway.limits.requests=100000",
                "--set",
                "gateway.limits.burst=100000",
                "--set",
                "gateway.ingest.lines.port=-1"));
        arguments.addAll(Arrays.asList(settings));
        process = AtalaiaProcess.startWithHeap(heap, folder, arguments.toArray(String[]::new))
                .awaitReady(LIMIT);
    }

    /** A hub for so many machines, with the heap that they need. */
    static BenchHub of(int machines, Path folder) {
        return new BenchHub(machines > MOST_WITHOUT_MORE ? "2g" : AtalaiaProcess.HEAP, folder);
    }

    ProcessFigures figures() {
        return new ProcessFigures(process.pid());
    }

    ThreadTimes threads() {
        return ThreadTimes.of(process.pid());
    }

    long dataBytes() {
        return Ground.size(data);
    }

    /** The sum of a metric of the process itself over all of its labels. */
    double metric(String name) {
        return api.call("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** As Ctrl-C. */
    void stop() {
        process.interrupt();
        int code = process.exit(LIMIT);
        if (code != 0) {
            throw new IllegalStateException("the hub ended with " + code + ": " + process.errors());
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
