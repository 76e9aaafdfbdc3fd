/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import static io.atalaia.storage.Fixture.HOUR;
import static io.atalaia.storage.Fixture.MINUTE;
import static io.atalaia.storage.Fixture.TEN;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.platform.engine.block.BlockCodec;
import io.atalaia.platform.engine.block.Columns;
import io.atalaia.storage.Fixture;
import io.atalaia.tests.support.EmbeddedMongo;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Packs hours of many machines on the server as it runs in production, and prints what it costs. Arguments: machines (20), hours
 * (26), the sampling interval in milliseconds (1000).
 */
final class PackBench {
    private final int machines;
    private final int hours;
    private final long every;
    private final RealisticMachine[] sources;

    private PackBench(int machines, int hours, long every) {
        this.machines = machines;
        this.hours = hours;
        this.every = every;
        sources = new RealisticMachine[machines];
        Arrays.setAll(sources, RealisticMachine::new);
    }

    public static void main(String[] arguments) throws Exception {
        int[] numbers = {20, 26, 1000};
        for (int i = 0; i < arguments.length; i++) {
            numbers[i] = Integer.parseInt(arguments[i]);
        }
        new PackBench(numbers[0], numbers[1], numbers[2]).run();
    }

    private static String id(int machine) {
        return "5f0c6a4e-7f1c-4f43-9d57-" + String.format("%012d", machine);
    }

    private void run() throws Exception {
        Path folder = Files.createTempDirectory("pack-bench");
        Path file = folder.resolve("bench.mv.db");
        try (var bench = new Bench(EmbeddedMongo.durable(file), UnaryOperator.identity())) {
            for (int i = 0; i < machines; i++) {
                MachineFacts facts = Fixture.facts(id(i), every);
                Schema schema = sources[i].schema();
                bench.done(() -> bench.introductions.introduce(new Introduction(facts, schema)));
            }
            bench.time.pass(Duration.ofMinutes(4));
            double slowest = 0;
            for (int hour = 0; hour < hours; hour++) {
                fill(bench, hour);
                Map<String, Double> before = cpu();
                long began = System.nanoTime();
                bench.pack();
                double took = millis(began) / machines;
                slowest = Math.max(slowest, hour < 2 ? 0 : took);
                Map<String, Double> after = cpu();
                after.replaceAll((name, spent) -> (spent - before.getOrDefault(name, 0.0)) / machines);
                after.values().removeIf(spent -> spent < 0.5);
                System.out.printf("hour %d: %.1f ms a machine; CPU ms %s%n", hour, took, after);
            }
            bench.time.pass(Duration.ofMinutes(1));
            bench.pack();
            System.out.printf("slowest hour after the first two: %.1f ms a machine%n", slowest);
            sizes(bench);
            queries(bench);
        }
        long bytes = Files.size(file);
        try (var files = Files.walk(folder)) {
            System.out.printf("file %.1f MB%n", bytes / 1e6);
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
    }

    private void fill(Bench bench, int hour) {
        bench.time.pass(Duration.ofHours(1));
        for (int machine = 0; machine < machines; machine++) {
            List<Block> blocks = new ArrayList<>();
            for (long minute = TEN + hour * HOUR; minute < TEN + (hour + 1) * HOUR; minute += MINUTE) {
                Columns columns = sources[machine].minute(minute, every);
                blocks.add(new Block(
                        id(machine),
                        Fixture.BOOT,
                        minute / MINUTE,
                        sources[machine].schema().hash(),
                        columns.times()[0],
                        columns.times()[columns.times().length - 1],
                        columns.times().length,
                        BlockCodec.encode(columns)));
            }
            bench.store(blocks);
        }
    }

    private void sizes(Bench bench) {
        Map<String, long[]> sizes = new TreeMap<>();
        for (String collection : List.of("tiers", "processes", "fleet", "blocks")) {
            bench.done(() -> bench.mongo.find(collection, new JsonObject())).forEach(document -> {
                String id = document.getString("_id");
                String kind = collection.equals("tiers") ? id.substring(0, id.indexOf('/')) : collection;
                if (id.endsWith("/index")) {
                    kind = "index";
                }
                long size = bytes(document);
                long[] sum = sizes.computeIfAbsent(kind, name -> new long[3]);
                sum[0]++;
                sum[1] += size;
                sum[2] = Math.max(sum[2], size);
            });
        }
        double samples = (double) machines
                * hours
                * (HOUR / every)
                * sources[0].schema().series().size();
        double all = 0;
        for (var one : sizes.entrySet()) {
            all += one.getValue()[1];
            System.out.printf(
                    "%-10s %6d documents, %8.1f KB each, largest %.1f KB, %.4f bytes a sample%n",
                    one.getKey(),
                    one.getValue()[0],
                    one.getValue()[1] / 1e3 / one.getValue()[0],
                    one.getValue()[2] / 1e3,
                    one.getValue()[1] / samples);
        }
        System.out.printf("all: %.4f bytes a raw sample%n", all / samples);
    }

    private static long bytes(JsonObject document) {
        long size = 0;
        for (var entry : document) {
            size += entry.getKey().length() + 8;
            if (entry.getValue() instanceof JsonObject inner) {
                size += inner.containsKey("$binary") ? inner.getBinary("$binary").length : bytes(inner);
            }
        }
        return size;
    }

    private void queries(Bench bench) {
        long end = TEN + hours * HOUR;
        ask(bench, "24 h as rate", end - 24 * HOUR, end, 1000, As.RATE);
        ask(bench, "1 h raw", end - HOUR, end, 1000, As.RATE);
        ask(bench, "30 days", end - 30 * 24 * HOUR, end, 1000, As.RATE);
    }

    private void ask(Bench bench, String what, long from, long to, int points, As as) {
        double[] took = new double[60];
        String tier = "";
        int answered = 0;
        for (int i = 0; i < 2 * took.length; i++) {
            var query = new Query(
                    id(i % machines),
                    List.of("node_network_receive_bytes_total"),
                    Map.of("device", "eth0"),
                    from,
                    to,
                    points,
                    as);
            long began = System.nanoTime();
            var answer = bench.ask(query);
            took[i % took.length] = millis(began);
            tier = answer.tier();
            answered = answer.series().isEmpty() ? 0 : answer.series().get(0).t().length;
        }
        Arrays.sort(took);
        System.out.printf(
                "%s from %s: p50 %.1f ms, p95 %.1f ms, %d points%n",
                what, tier, took[took.length / 2], took[took.length * 95 / 100], answered);
    }

    /** Milliseconds of CPU by kind of thread. */
    private static Map<String, Double> cpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Double> spent = new TreeMap<>();
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null) {
                spent.merge(
                        info.getThreadName().replaceAll("[-0-9:]+$", ""),
                        threads.getThreadCpuTime(id) / 1e6,
                        Double::sum);
            }
        }
        return spent;
    }

    private static double millis(long began) {
        return (System.nanoTime() - began) / 1e6;
    }
}
