/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import io.atalaia.bench.forward.Peers;
import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;

/**
 * Forwarded requests a second beside nginx and haproxy, with bodies of 1 KB, access logs on, and the same number of threads. All
 * forward to the same nginx and are asked in turn by wrk. Arguments: seconds of a run (5), runs (5), threads (2), connections (64).
 * The peers: apt-get install --no-install-recommends nginx-light haproxy wrk.
 */
final class ForwardBench {
    private static final double BAR = 0.7;
    private static final int WARM_UP_SECONDS = 20;
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern MEDIAN = Pattern.compile("50%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern LATE = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern BAD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)|Socket errors: .*");

    private final Map<String, List<Double>> rates = new LinkedHashMap<>();
    private final Map<String, List<Double>> medians = new LinkedHashMap<>();
    private final Map<String, List<Double>> late = new LinkedHashMap<>();
    private final Map<String, List<Double>> costs = new LinkedHashMap<>();
    /** CPU seconds of each so far. */
    private final Map<String, DoubleSupplier> spent = new LinkedHashMap<>();

    private final int seconds;
    private final int connections;

    private ForwardBench(int seconds, int connections) {
        this.seconds = seconds;
        this.connections = connections;
    }

    static void main(String[] arguments) throws Exception {
        int seconds = argument(arguments, 0, 5);
        int runs = argument(arguments, 1, 5);
        int threads = argument(arguments, 2, 2);
        int connections = argument(arguments, 3, 64);
        Bars.title("forward: %d runs of %d s in turn, %d threads each, %d connections"
                .formatted(runs, seconds, threads, connections));
        try (var ground = new Ground();
                var peers = new Peers(ground.folder("peers"))) {
            new ForwardBench(seconds, connections).measure(ground, peers, runs, threads);
        }
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private void measure(Ground ground, Peers peers, int runs, int threads) throws IOException {
        int[] services = {FreePorts.next(), FreePorts.next()};
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("atalaia", FreePorts.next());
        ports.put("nginx", FreePorts.next());
        ports.put("haproxy", FreePorts.next());
        peers.service(services);
        spent.put("nginx", peers.nginx(ports.get("nginx"), threads, services));
        spent.put("haproxy", peers.haproxy(ports.get("haproxy"), threads, services));
        try (var hub = new BenchHub(
                ground.folder("hub"),
                "--set",
                "gateway.forward.port=" + ports.get("atalaia"),
                "--set",
                "gateway.forward.threads=" + threads,
                // All questions come from one address.
                "--set",
                "gateway.limits.forwarded=10000000",
                "--set",
                "gateway.limits.forwardedBurst=10000000",
                "--set",
                "gateway.forward.accessLog=" + ground.directory.resolve("atalaia-access.log"))) {
            spent.put("atalaia", hub.figures()::cpuSeconds);
            for (int at = 0; at < services.length; at++) {
                register(hub, "small-" + at, services[at]);
            }
            ports.values().forEach(port -> Ground.until(Duration.ofSeconds(30), () -> answers(port)));
            // The JVM compiles what it runs often.
            String ignored = ask(ports.get("atalaia"), WARM_UP_SECONDS);
            for (int run = 0; run < runs; run++) {
                ports.forEach(this::one);
            }
        }
        print();
    }

    private static void register(BenchHub hub, String id, int port) {
        String body = "{\"name\":\"small\",\"kind\":\"http\",\"address\":\"127.0.0.1\",\"port\":%d}".formatted(port);
        var answer = hub.api.call(HttpRequest.newBuilder(URI.create(hub.api.base() + "/api/v1/registrations/" + id))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("registering answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private void one(String name, int port) {
        double before = spent.get(name).getAsDouble();
        String said = ask(port, seconds);
        double cpu = spent.get(name).getAsDouble() - before;
        double rate = figure(RATE, said);
        costs.computeIfAbsent(name, any -> new ArrayList<>()).add(cpu * 1e6 / (rate * seconds));
        rates.computeIfAbsent(name, any -> new ArrayList<>()).add(rate);
        medians.computeIfAbsent(name, any -> new ArrayList<>()).add(millis(MEDIAN, said));
        late.computeIfAbsent(name, any -> new ArrayList<>()).add(millis(LATE, said));
        var bad = BAD.matcher(said);
        System.out.printf("  %-10s %,10.0f a second%s%n", name, rate, bad.find() ? ", " + bad.group() : "");
    }

    private void print() {
        rates.forEach((name, values) -> {
            Bars.print(name + ", median", Bars.median(values), "requests/s");
            Bars.print(name + ", CPU of a request", Bars.median(costs.get(name)), "us");
            Bars.print(name + ", latency at that load: half of all", Bars.median(medians.get(name)), "ms");
            Bars.print(name + ", latency at that load: 99 of 100", Bars.median(late.get(name)), "ms");
        });
        double ours = Bars.median(rates.get("atalaia"));
        Bars.printAtLeast("atalaia beside nginx", ours / Bars.median(rates.get("nginx")), "", BAR);
        Bars.print("atalaia beside haproxy", ours / Bars.median(rates.get("haproxy")), "");
    }

    private static double figure(Pattern pattern, String said) {
        var match = pattern.matcher(said);
        if (!match.find()) {
            throw new IllegalStateException("wrk said: " + said);
        }
        return Double.parseDouble(match.group(1));
    }

    private static double millis(Pattern pattern, String said) {
        var match = pattern.matcher(said);
        if (!match.find()) {
            throw new IllegalStateException("wrk said: " + said);
        }
        double value = Double.parseDouble(match.group(1));
        return switch (match.group(2)) {
            case "us" -> value / 1e3;
            case "ms" -> value;
            default -> value * 1e3;
        };
    }

    private static boolean answers(int port) {
        try {
            return new Api(port).call("/small/x").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private String ask(int port, int length) {
        try {
            var process = new ProcessBuilder(
                            "wrk",
                            "-t2",
                            "-c" + connections,
                            "-d" + length + "s",
                            "--latency",
                            "http://127.0.0.1:" + port + "/small/x")
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("wrk, nginx-light and haproxy are needed: apt-get install them", e);
        }
    }
}
