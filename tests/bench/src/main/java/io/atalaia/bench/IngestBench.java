/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a hub needs to take the samples of a fleet. Arguments: minutes of warming up (1) and of watching (2), then fleets as
 * machines@interval (1000@1s 10000@10s).
 */
final class IngestBench {
    private static final int SERIES = 150;
    private static final double HALF_A_CORE = 0.5;

    private final int warmUp;
    private final int watch;

    private IngestBench(int warmUp, int watch) {
        this.warmUp = warmUp;
        this.watch = watch;
    }

    static void main(String[] arguments) {
        int warmUp = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1;
        int watch = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        var fleets = arguments.length > 2
                ? List.of(arguments).subList(2, arguments.length)
                : List.of("1000@1s", "10000@10s");
        var bench = new IngestBench(warmUp, watch);
        fleets.forEach(bench::measure);
    }

    private void measure(String what) {
        String machines = what.substring(0, what.indexOf('@'));
        String every = what.substring(what.indexOf('@') + 1);
        Bars.title("ingest: %s machines, %d series, every %s; %d min warm-up, %d min watched"
                .formatted(machines, SERIES, every, warmUp, watch));
        try (var ground = new Ground();
                var hub = BenchHub.of(Integer.parseInt(machines), ground.folder("hub"));
                var fleet = new Fleet(
                        ground.folder("fleet"),
                        hub,
                        "--machines",
                        machines,
                        "--every",
                        every,
                        "--series",
                        Integer.toString(SERIES),
                        "--warm-up",
                        warmUp * 60 + "s")) {
            fleet.awaitConnected(Integer.parseInt(machines));
            Ground.pass(Duration.ofMinutes(warmUp));
            watch(hub, fleet);
            long bytes = hub.dataBytes();
            var last = fleet.end();
            hub.stop();
            disk(last, bytes);
        }
    }

    private void watch(BenchHub hub, Fleet fleet) {
        var threads = hub.threads();
        double cpu = hub.figures().cpuSeconds();
        double fleetCpu = fleet.cpuSeconds();
        var before = fleet.figures();
        var visible = new Visible(hub.api).watch(Duration.ofMinutes(watch));
        double seconds = watch * 60.0;
        Bars.print("hub, all threads", (hub.figures().cpuSeconds() - cpu) / seconds, "cores", HALF_A_CORE);
        hub.threads()
                .since(threads)
                .seconds()
                .forEach((group, used) -> Bars.print("  " + group, used / seconds, "cores"));
        Bars.print("hub, resident", hub.figures().residentBytes() / 1e6, "MB");
        Bars.print("the simulator itself", (fleet.cpuSeconds() - fleetCpu) / seconds, "cores");
        var after = fleet.figures();
        print(before, after, seconds);
        lag(after, visible);
    }

    private static void print(JsonNode before, JsonNode after, double seconds) {
        Bars.print("values collected", grown(before, after, "sampled") * SERIES / seconds, "/s");
        Bars.print("values acknowledged", grown(before, after, "ackedSamples") * SERIES / seconds, "/s");
        Bars.print("blocks acknowledged", grown(before, after, "ackedBlocks") / seconds, "/s");
        Bars.print("blocks refused for now", grown(before, after, "refused"), "");
        Bars.print(
                "live samples not sent or refused",
                grown(before, after, "liveSkipped") + grown(before, after, "liveRefused"),
                "");
        Bars.print("moments missed by the simulator", grown(before, after, "missed"), "");
    }

    private static void lag(JsonNode after, List<Double> visible) {
        Bars.print("block sent to acknowledged, p50", after.path("ackMedian").asDouble(), "ms");
        Bars.print("block sent to acknowledged, p99", after.path("ackP99").asDouble(), "ms");
        Bars.print(
                "sample to the gateway's answer, p50", after.path("liveMedian").asDouble(), "ms");
        Bars.print("sample to the gateway's answer, p99", after.path("liveP99").asDouble(), "ms");
        Bars.print("sample to REST, p50 of " + visible.size(), Bars.median(visible), "ms");
        Bars.print("sample to REST, p99", Bars.share(visible, 0.99), "ms");
    }

    private static double grown(JsonNode before, JsonNode after, String figure) {
        return after.path(figure).asDouble() - before.path(figure).asDouble();
    }

    private static void disk(JsonNode last, long bytes) {
        double values = last.path("ackedSamples").asDouble() * SERIES;
        var sizes = new ArrayList<Double>(List.of(last.path("ackedBytes").asDouble() / values, bytes / values));
        Bars.print("a value in its block", sizes.get(0), "bytes", 0.4);
        Bars.print("a value in the database's file, not packed", sizes.get(1), "bytes");
    }
}
