/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.atalaia.tests.support.AtalaiaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A simulated fleet in a process of its own. */
final class Fleet implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final BenchHub hub;
    private final AtalaiaProcess process;

    /** @param options of {@code atalaia simulate} */
    Fleet(Path folder, BenchHub hub, String... options) {
        this.hub = hub;
        List<String> arguments = new ArrayList<>(
                List.of("simulate", "--json", "--gateway", "127.0.0.1:" + hub.port, "--token", BenchHub.TOKEN));
        arguments.addAll(Arrays.asList(options));
        process = AtalaiaProcess.startWithHeap("1g", folder, arguments.toArray(String[]::new));
    }

    /** What the simulator counted until its last second; see its record Figures. */
    JsonNode figures() {
        if (!process.alive()) {
            throw new IllegalStateException("the fleet ended: " + process.errors());
        }
        return newest();
    }

    private JsonNode newest() {
        String text = process.output();
        int end = text.lastIndexOf('}');
        int begin = text.lastIndexOf('{', end);
        return hub.api.parse(begin < 0 ? "{}" : text.substring(begin, end + 1));
    }

    void awaitConnected(int machines) {
        Ground.until(LIMIT, () -> figures().path("connected").asInt() >= machines);
    }

    double cpuSeconds() {
        return new ProcessFigures(process.pid()).cpuSeconds();
    }

    /** Lets it send what is left, and gives its last word. */
    JsonNode end() {
        process.interrupt();
        int code = process.exit(LIMIT);
        var last = newest();
        if (code != 0) {
            System.out.println("  the fleet ended with " + code + ": " + last + " " + process.errors());
        }
        return last;
    }

    @Override
    public void close() {
        process.close();
    }
}
