/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.atalaia.bench.health.Target;
import io.atalaia.tests.support.Api;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What it costs three hubs to check registered services every two seconds, each by two of them, and how soon one that refuses,
 * or hangs, is gone from the answers of every hub. Arguments: services (1000), seconds watched (60), faults of each kind (10).
 */
final class HealthBench {
    private static final double CORES = 0.25;
    private static final double REFUSED_SECONDS = 4;
    private static final double SILENT_SECONDS = 7;
    private static final int FIRST_PORT = 20_000;
    private static final int INSTANCES = 10;
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final Duration WARM_UP = Duration.ofSeconds(40);

    private final ThreeHubs hubs;
    private final PrintStream target;
    private final String address;

    private HealthBench(ThreeHubs hubs, PrintStream target, String address) {
        this.hubs = hubs;
        this.target = target;
        this.address = address;
    }

    static void main(String[] arguments) throws IOException {
        int services = argument(arguments, 0, 1_000);
        int seconds = argument(arguments, 1, 60);
        int faults = argument(arguments, 2, 10);
        String address = ownAddress();
        Bars.title("health: %d services of HTTP on %s, each checked every 2 s by two of three hubs"
                .formatted(services, address));
        Process process = startTarget(address, services);
        try (var ground = new Ground();
                var hubs = new ThreeHubs(ground);
                var orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8)) {
            var bench = new HealthBench(hubs, orders, address);
            bench.register(services);
            bench.cost(seconds, new ProcessFigures(process.pid()));
            bench.faults("close", faults, REFUSED_SECONDS);
            bench.faults("hang", faults, SILENT_SECONDS);
        } finally {
            process.destroy();
        }
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    /** Loopback would be checked by one hub alone. */
    private static String ownAddress() throws IOException {
        try (var socket = new DatagramSocket()) {
            // Nothing is sent: it asks the kernel which address this machine has towards others.
            socket.connect(InetAddress.getByName("198.51.100.1"), 9);
            var own = socket.getLocalAddress();
            if (own.isAnyLocalAddress() || own.isLoopbackAddress()) {
                throw new IllegalStateException("this machine has no address but its loopback");
            }
            return own.getHostAddress();
        }
    }

    private static Process startTarget(String address, int services) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Target.class.getName(),
                        address,
                        Integer.toString(FIRST_PORT),
                        Integer.toString(services))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.inputReader().readLine() == null) {
            throw new IllegalStateException("the target did not start");
        }
        return process;
    }

    private void register(int services) {
        Api api = hubs.api(0);
        IntStream.range(0, services).forEach(i -> put(api, i));
        Ground.until(
                LIMIT, () -> IntStream.range(0, ThreeHubs.COUNT).allMatch(hub -> serving(hubs.api(hub)) == services));
    }

    private void put(Api api, int i) {
        String body =
                """
                {"name":"shop-%d","kind":"http","address":"%s","port":%d,"checks":[{"kind":"http","target":"/health"}]}"""
                        .formatted(i / INSTANCES, address, FIRST_PORT + i);
        var put = HttpRequest.newBuilder(URI.create(api.base() + "/api/v1/registrations/" + id(i)))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body));
        // A machine that is busy with starting hubs may be too slow once.
        if (api.call(put).statusCode() != 200) {
            Ground.until(LIMIT, () -> api.call(put).statusCode() == 200);
        }
    }

    private static String id(int i) {
        return "shop-" + i / INSTANCES + "-" + i % INSTANCES;
    }

    private static long serving(Api api) {
        long serving = 0;
        for (JsonNode one : api.get("/api/v1/registrations").path("items")) {
            serving += one.path("serving").asBoolean() ? 1 : 0;
        }
        return serving;
    }

    private void cost(int seconds, ProcessFigures checked) {
        Ground.pass(WARM_UP);
        List<ThreadTimes> before = hubs.threads();
        double checkedBefore = checked.cpuSeconds();
        double probes = hubs.metric("atalaia_health_probes_total");
        long from = System.nanoTime();
        Ground.pass(Duration.ofSeconds(seconds));
        double watched = (System.nanoTime() - from) / 1e9;
        List<ThreadTimes> after = hubs.threads();
        for (int hub = 0; hub < ThreeHubs.COUNT; hub++) {
            var used = after.get(hub).since(before.get(hub)).seconds();
            double all = used.values().stream().mapToDouble(Double::doubleValue).sum();
            Bars.print("hub " + (hub + 1) + hubs.roles(hub), all / watched, "cores", CORES);
            used.forEach((group, time) -> Bars.print("   " + group, time / watched, "cores"));
        }
        Bars.print(
                "checks a second, of all three", (hubs.metric("atalaia_health_probes_total") - probes) / watched, "/s");
        Bars.print("what is checked, apart", (checked.cpuSeconds() - checkedBefore) / watched, "cores");
    }

    /** One after the other, each in a service of its own, until no hub answers it any more. */
    private void faults(String order, int count, double bar) {
        List<Double> gone = new ArrayList<>();
        for (int fault = 0; fault < count; fault++) {
            int i = fault * INSTANCES + fault % INSTANCES;
            target.println(order + " " + (FIRST_PORT + i));
            long from = System.nanoTime();
            Ground.until(LIMIT, () -> isEverywhere(i, false));
            gone.add((System.nanoTime() - from) / 1e9);
            target.println("open " + (FIRST_PORT + i));
            Ground.until(LIMIT, () -> isEverywhere(i, true));
        }
        String what = order.equals("close") ? "an instance that refuses is gone everywhere" : "one that hangs";
        Bars.print(what + ", median", Bars.median(gone), "s");
        Bars.print(what + ", 99th percentile", Bars.share(gone, 0.99), "s", bar);
    }

    private boolean isEverywhere(int i, boolean serving) {
        return IntStream.range(0, ThreeHubs.COUNT)
                .allMatch(hub -> hubs.api(hub)
                                .get("/api/v1/registrations/" + id(i))
                                .path("serving")
                                .asBoolean()
                        == serving);
    }
}
