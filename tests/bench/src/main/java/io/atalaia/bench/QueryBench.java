/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import io.atalaia.tests.support.Api;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long questions to REST take, on a hub that was just started and on one that has answered before. Arguments: how many
 * days of one machine every 10 s are seeded (7), how many machines with an hour of every second stand around it (100).
 */
final class QueryBench {
    private static final Duration LIMIT = Duration.ofMinutes(60);
    private static final int SERIES = 150;
    private static final int WARM = 60;
    private static final double COLD_BAR = 350;
    /** Blocks older than what is kept are refused. */
    private static final String KEPT = "storage.retention.raw=30d";

    private final Path folder;

    private QueryBench(Path folder) {
        this.folder = folder;
    }

    static void main(String[] arguments) {
        int days = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        int machines = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        Bars.title("query: %d days of one machine every 10 s, an hour of %d others every second"
                .formatted(days, machines));
        try (var ground = new Ground()) {
            var bench = new QueryBench(ground.folder("hub"));
            String id = bench.seed(ground, days, machines);
            bench.ask("one series, 24 h, 1,000 points", one(id, Duration.ofDays(1)), 20);
            bench.ask("one series, %d days, 1,000 points".formatted(days), one(id, Duration.ofDays(days)), 30);
            bench.ask(
                    "top 10 of the fleet by cpu, 24 h",
                    "/api/v1/top?metric=cpu&limit=10&from=%d&to=%d",
                    Duration.ofDays(1),
                    40);
        }
    }

    private record Ask(String path, Duration range) {
        String at(long now) {
            return path.formatted(now - range.toMillis(), now);
        }
    }

    private static Ask one(String id, Duration range) {
        return new Ask(
                "/api/v1/query?machine=" + id + "&metric=node_memory_MemAvailable_bytes&points=1000&from=%d&to=%d",
                range);
    }

    /** The id of the machine with the long past. */
    private String seed(Ground ground, int days, int machines) {
        try (var hub = new BenchHub(folder, "--set", "storage.packEvery=10s", "--set", KEPT)) {
            upload(ground.folder("one"), hub, "--machines", "1", "--every", "10s", "--backlog", days + "d");
            String id = hub.api
                    .get("/api/v1/machines?limit=1")
                    .path("items")
                    .path(0)
                    .path("id")
                    .asText();
            upload(ground.folder("all"), hub, "--machines", "" + machines, "--first", "1", "--backlog", "1h");
            double[] packed = {-1};
            Ground.until(LIMIT, () -> {
                double before = packed[0];
                packed[0] = hub.metric("atalaia_storage_packings_total");
                Ground.pass(Duration.ofSeconds(25));
                return packed[0] > 0 && before == packed[0];
            });
            Bars.print("machine hours packed", packed[0], "");
            hub.stop();
            return id;
        }
    }

    private static void upload(Path folder, BenchHub hub, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--series", "" + SERIES));
        try (var fleet = new Fleet(folder, hub, all.toArray(String[]::new))) {
            Ground.until(
                    LIMIT,
                    () -> fleet.figures().path("pastBlocks").asLong() > 0
                            && fleet.figures().path("withPast").asInt() == 0);
            Bars.print("seeded blocks", fleet.end().path("ackedBlocks").asDouble(), "");
        }
    }

    private void ask(String what, String path, Duration range, double bar) {
        ask(what, new Ask(path, range), bar);
    }

    /** Cold: the first question to a process that was just started, the disk's cache as it is. */
    private void ask(String what, Ask ask, double bar) {
        try (var hub = new BenchHub(folder, "--set", KEPT)) {
            double cold = millis(hub.api, ask);
            List<Double> warm = new ArrayList<>();
            for (int i = 0; i < WARM; i++) {
                warm.add(millis(hub.api, ask));
            }
            Bars.print(what + ", first after a start", cold, "ms", COLD_BAR);
            Bars.print(what + ", warm p50", Bars.median(warm), "ms");
            Bars.print(what + ", warm p95", Bars.share(warm, 0.95), "ms", bar);
            hub.stop();
        } catch (AssertionError e) {
            System.out.println("  " + what + ": " + e.getMessage());
        }
    }

    private static double millis(Api api, Ask ask) {
        String path = ask.at(System.currentTimeMillis());
        long begin = System.nanoTime();
        var answer = api.call(path);
        double millis = (System.nanoTime() - begin) / 1e6;
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return millis;
    }
}
