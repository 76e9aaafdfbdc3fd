/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;

/**
 * How fast a hub takes what agents collected while it was away, what that does to live samples, and what is left on disk
 * when it is packed. Arguments: as machines@past (1@24h 1000@1h).
 */
final class BacklogBench {
    private static final int SERIES = 150;
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final double ONE_SECONDS = 60;
    private static final double FLEET_SECONDS = 600;
    private static final double LIVE_MILLIS = 2_000;
    private static final double PACKING_SECONDS = 60;
    /** Hub and fleet start in the same second on the same processors, which no fleet does: latencies count from then on. */
    private static final String WARM_UP = "15s";

    private BacklogBench() {}

    static void main(String[] arguments) {
        for (String what : arguments.length > 0 ? arguments : new String[] {"1@24h", "1000@1h"}) {
            measure(what);
        }
    }

    private static void measure(String what) {
        String machines = what.substring(0, what.indexOf('@'));
        String past = what.substring(what.indexOf('@') + 1);
        Bars.title("backlog: %s of %s machines, %d series, every 1s".formatted(past, machines, SERIES));
        try (var ground = new Ground();
                var hub = new BenchHub(ground.folder("hub"));
                var fleet = new Fleet(
                        ground.folder("fleet"),
                        hub,
                        "--machines",
                        machines,
                        "--backlog",
                        past,
                        "--series",
                        "" + SERIES,
                        "--warm-up",
                        WARM_UP)) {
            var threads = hub.threads();
            long begin = System.nanoTime();
            fleet.awaitConnected(Integer.parseInt(machines));
            Ground.until(LIMIT, () -> isDrained(fleet.figures()));
            double seconds = (System.nanoTime() - begin) / 1e9;
            var figures = fleet.figures();
            double bar = machines.equals("1") ? ONE_SECONDS : FLEET_SECONDS;
            Bars.print("until it was drained", seconds, "s", bar);
            Bars.print("blocks acknowledged", figures.path("ackedBlocks").asDouble() / seconds, "/s");
            Bars.print(
                    "sample to the gateway's answer meanwhile, p99",
                    figures.path("liveP99").asDouble(),
                    "ms",
                    LIVE_MILLIS);
            Bars.print("block sent to acknowledged, p99", figures.path("ackP99").asDouble(), "ms");
            hub.threads()
                    .since(threads)
                    .seconds()
                    .forEach((group, used) -> Bars.print("  " + group, used / seconds, "cores"));
            var last = fleet.end();
            Bars.print("samples lost", last.path("lost").asDouble(), "", 0);
            packed(hub, last);
        }
    }

    private static boolean isDrained(JsonNode figures) {
        return figures.path("pastBlocks").asLong() > 0
                && figures.path("withPast").asInt() == 0;
    }

    private static void packed(BenchHub hub, JsonNode last) {
        double values = last.path("ackedSamples").asDouble() * SERIES;
        Bars.print("a value in its block", last.path("ackedBytes").asDouble() / values, "bytes", 0.4);
        Bars.print("a value in the file before packing", hub.dataBytes() / values, "bytes");
        var threads = hub.threads();
        var packing = new Packing(hub);
        Ground.until(LIMIT, packing::isOver);
        if (packing.hours() > 0) {
            print(packing, hub.threads().since(threads).seconds());
        }
        hub.stop();
        Bars.print("a value in the file when packed and stopped", hub.dataBytes() / values, "bytes", 0.75);
    }

    /** Hours that were packed while the past still came in are not among them. */
    private static void print(Packing packing, Map<String, Double> threads) {
        Bars.print("packing, of %.0f machine hours".formatted(packing.hours()), packing.seconds(), "s");
        Bars.print(
                "packing an hour of 1,000 machines at that rate",
                1_000 * packing.seconds() / packing.hours(),
                "s",
                PACKING_SECONDS);
        threads.forEach(
                (group, used) -> Bars.print("  CPU of a machine hour, " + group, 1_000 * used / packing.hours(), "ms"));
    }
}
