/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import io.atalaia.agent.simulate.engine.PretendMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Bytes of a value at rest beside Prometheus, for machines of the same seed: Prometheus' blocks are made by its own
 * promtool. Arguments: how many machines (10), how many hours (2). The peer: apt-get install prometheus.
 */
final class DiskBench {
    private static final int SERIES = 150;
    private static final long SECOND = 1_000;
    private static final long HOUR = 3_600_000;
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private DiskBench() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        int machines = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        int hours = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        Bars.title("disk: %d machines of %d series every second, %d hours".formatted(machines, SERIES, hours));
        double values = (double) machines * SERIES * hours * HOUR / SECOND;
        double ours = atalaia(machines, hours);
        try (var ground = new Ground()) {
            double theirs = prometheus(ground, machines, hours) / values;
            Bars.print("Prometheus, a value in its blocks", theirs, "bytes");
            Bars.print("Atalaia takes of that", ours / theirs, "times");
        }
    }

    private static double atalaia(int machines, int hours) {
        try (var ground = new Ground();
                var hub = new BenchHub(ground.folder("hub"), "--set", "storage.packEvery=10s");
                var fleet = new Fleet(
                        ground.folder("fleet"),
                        hub,
                        "--machines",
                        "" + machines,
                        "--backlog",
                        hours + "h",
                        "--series",
                        "" + SERIES)) {
            Ground.until(
                    LIMIT,
                    () -> fleet.figures().path("pastBlocks").asLong() > 0
                            && fleet.figures().path("withPast").asInt() == 0);
            var last = fleet.end();
            double values = last.path("ackedSamples").asDouble() * SERIES;
            // The newest hour is packed when it is over and some minutes have passed: what is left of it counts as it
            // is.
            Ground.until(LIMIT, () -> hub.metric("atalaia_storage_packings_total") >= (double) machines * (hours - 1));
            Ground.pass(Duration.ofSeconds(30));
            Bars.print(
                    "Atalaia, a value in its minute block",
                    last.path("ackedBytes").asDouble() / values,
                    "bytes",
                    0.4);
            Bars.print("machine hours packed", hub.metric("atalaia_storage_packings_total"), "");
            hub.stop();
            double each = hub.dataBytes() / values;
            Bars.print("Atalaia, a value in the file, all tiers and index", each, "bytes", 0.75);
            return each;
        }
    }

    private static double prometheus(Ground ground, int machines, int hours) throws IOException, InterruptedException {
        Path text = ground.directory.resolve("metrics.txt");
        Path blocks = ground.folder("blocks");
        long begin = (System.currentTimeMillis() / HOUR / 2 - hours) * 2 * HOUR;
        try (var metrics = new OpenMetrics(text)) {
            for (int number = 0; number < machines; number++) {
                var machine = new PretendMachine(1, number, PretendMachine.schemaOf(SERIES), SECOND, begin);
                metrics.write(machine, begin, begin + hours * HOUR, SECOND);
            }
        }
        var promtool = new ProcessBuilder(
                        "promtool", "tsdb", "create-blocks-from", "openmetrics", text.toString(), blocks.toString())
                .redirectErrorStream(true)
                .redirectOutput(ground.directory.resolve("promtool.log").toFile())
                .start();
        if (promtool.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(ground.directory.resolve("promtool.log")));
        }
        try (var files = Files.walk(blocks)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(DiskBench::length)
                    .sum();
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
