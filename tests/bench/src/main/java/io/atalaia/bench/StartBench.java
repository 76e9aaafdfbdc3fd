/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * Times of {@code run} on this machine, as medians of several starts, then what it costs to leave it running. Arguments: how
 * many starts (5), how many minutes to watch it (10).
 */
public final class StartBench {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final int port = FreePorts.next();
    private final Api api = new Api(port);
    private final List<Double> ready = new ArrayList<>();
    private final List<Double> card = new ArrayList<>();
    private final List<Double> gone = new ArrayList<>();

    private StartBench() {}

    public static void main(String[] arguments) throws IOException {
        int starts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int minutes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        var bench = new StartBench();
        Path directory = Files.createTempDirectory("atalaia-bench");
        try {
            bench.starts(directory, starts);
            bench.costs(directory, minutes);
        } finally {
            delete(directory);
        }
    }

    private void starts(Path directory, int count) {
        for (int i = 0; i < count; i++) {
            try (var atalaia = start(directory)) {
                ready.add(seconds(atalaia.age()));
                awaitCard();
                card.add(seconds(atalaia.age()));
                gone.add(stop(atalaia));
            }
        }
        print("process start to ready, s", ready, "bar 5");
        print("process start to first live card, s", card, "bar 8");
        print("Ctrl-C to gone, s", gone, "bar 5");
    }

    private void costs(Path directory, int minutes) {
        try (var atalaia = start(directory)) {
            awaitCard();
            var figures = new ProcessFigures(atalaia.pid());
            // The first minute belongs to the compiler.
            pass(Duration.ofMinutes(1));
            long disk = size(directory.resolve("data"));
            double all = figures.cpuSeconds();
            double agent = figures.cpuSecondsOfThreads("atalaia-agent");
            pass(Duration.ofMinutes(minutes));
            System.out.printf(
                    "agent's threads, CPU-seconds a minute: %.3f%n",
                    (figures.cpuSecondsOfThreads("atalaia-agent") - agent) / minutes);
            System.out.printf("whole process, CPU-seconds a minute: %.2f%n", (figures.cpuSeconds() - all) / minutes);
            System.out.printf("whole process, resident MB: %.0f%n", figures.residentBytes() / 1e6);
            System.out.printf(
                    "data directory, MB an hour while unpacked: %.2f%n",
                    (size(directory.resolve("data")) - disk) / 1e6 * 60 / minutes);
            System.out.printf("Ctrl-C to gone after that, s: %.2f%n", stop(atalaia));
        }
        System.out.printf("data directory after the stop, MB: %.2f%n", size(directory.resolve("data")) / 1e6);
    }

    private AtalaiaProcess start(Path directory) {
        return AtalaiaProcess.start(directory, "run", "--set", "gateway.port=" + port)
                .awaitReady(LIMIT);
    }

    private void awaitCard() {
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> api.tryGet("/api/v1/machines")
                .filter(page ->
                        page.path("items").path(0).path("headline").path("cpu").isNumber())
                .isPresent());
    }

    private static double stop(AtalaiaProcess atalaia) {
        long from = System.nanoTime();
        atalaia.interrupt();
        int code = atalaia.exit(LIMIT);
        if (code != 0) {
            throw new IllegalStateException("it ended with " + code + ": " + atalaia.errors());
        }
        return seconds(Duration.ofNanos(System.nanoTime() - from));
    }

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Awaitility.await()
                .atMost(time.multipliedBy(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> System.nanoTime() > end);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static void print(String what, List<Double> values, String bar) {
        Collections.sort(values);
        System.out.printf("%s: median %.2f of %s (%s)%n", what, values.get(values.size() / 2), values, bar);
    }

    private static long size(Path directory) {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(StartBench::length)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
