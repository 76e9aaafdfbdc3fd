/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import io.atalaia.bench.dns.DnsHost;
import io.atalaia.bench.dns.PretendZone;
import io.atalaia.tests.support.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * DNS questions a second beside dnsmasq, which serves the same names from a hosts file; ours with health that changes ten times a
 * second. Both are asked in turn by dnsperf, which keeps so many questions under way. Arguments: seconds of a run (10), runs (5),
 * our threads (1), questions under way (200). The peers: apt-get install --no-install-recommends dnsmasq-base dnsperf.
 */
final class DnsBench {
    private static final double BAR = 0.95;
    private static final int CLIENTS = 8;
    private static final int WARM_UP_SECONDS = 20;
    /** Of five questions one asks for SRV, the others for A. */
    private static final int SRV_EVERY = 5;

    private static final Pattern RATE = Pattern.compile("Queries per second:\\s+([0-9.]+)");
    private static final Pattern LOST = Pattern.compile("Queries lost:\\s+(\\d+)");
    private static final Pattern LATENCY = Pattern.compile("Average Latency \\(s\\):\\s+([0-9.]+)");
    private static final Pattern GOOD = Pattern.compile("NOERROR \\d+ \\(100.00%\\)");

    private final Ground ground;
    private final int seconds;
    private final int underWay;
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();
    private final Map<String, List<Double>> costs = new LinkedHashMap<>();
    private final Map<String, List<Double>> latencies = new LinkedHashMap<>();

    private DnsBench(Ground ground, int seconds, int underWay) {
        this.ground = ground;
        this.seconds = seconds;
        this.underWay = underWay;
    }

    static void main(String[] arguments) throws Exception {
        int seconds = argument(arguments, 0, 10);
        int runs = argument(arguments, 1, 5);
        int threads = argument(arguments, 2, 1);
        int underWay = argument(arguments, 3, 200);
        Bars.title("dns: %d runs of %d s in turn, %d questions under way, %d names of %d instances"
                .formatted(runs, seconds, underWay, PretendZone.NAMES, PretendZone.INSTANCES));
        try (var ground = new Ground()) {
            new DnsBench(ground, seconds, underWay).measure(runs, threads);
        }
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private void measure(int runs, int threads) throws IOException {
        Path questions = questions();
        int ours = FreePorts.next();
        int theirs = FreePorts.next();
        Process atalaia = start("atalaia", atalaia(ours, threads));
        Process dnsmasq = start("dnsmasq", dnsmasq(theirs));
        try {
            Ground.until(Duration.ofSeconds(30), () -> answers(ours) && answers(theirs));
            // The JVM compiles what it runs often.
            String ignored = ask(ours, questions, WARM_UP_SECONDS);
            for (int run = 0; run < runs; run++) {
                one("atalaia", atalaia, ours, questions);
                one("dnsmasq", dnsmasq, theirs, questions);
            }
        } finally {
            atalaia.destroy();
            dnsmasq.destroy();
        }
        print();
    }

    private void one(String name, Process process, int port, Path questions) {
        var figures = new ProcessFigures(process.pid());
        double before = figures.cpuSeconds();
        String said = ask(port, questions, seconds);
        double cpu = figures.cpuSeconds() - before;
        double rate = figure(RATE, said);
        if (!GOOD.matcher(said).find()) {
            throw new IllegalStateException(name + " did not answer every question: " + said);
        }
        rates.computeIfAbsent(name, any -> new ArrayList<>()).add(rate);
        costs.computeIfAbsent(name, any -> new ArrayList<>()).add(cpu * 1e6 / (rate * seconds));
        latencies.computeIfAbsent(name, any -> new ArrayList<>()).add(figure(LATENCY, said) * 1e3);
        System.out.printf("  %-10s %,10.0f a second, %.0f lost%n", name, rate, figure(LOST, said));
    }

    private void print() {
        rates.forEach((name, values) -> {
            Bars.print(name + ", median", Bars.median(values), "questions/s");
            Bars.print(name + ", CPU of a question", Bars.median(costs.get(name)), "us");
            Bars.print(name + ", mean latency at that load", Bars.median(latencies.get(name)), "ms");
        });
        Bars.printAtLeast(
                "atalaia beside dnsmasq",
                Bars.median(rates.get("atalaia")) / Bars.median(rates.get("dnsmasq")),
                "",
                BAR);
    }

    private static double figure(Pattern pattern, String said) {
        var match = pattern.matcher(said);
        if (!match.find()) {
            throw new IllegalStateException("dnsperf said: " + said);
        }
        return Double.parseDouble(match.group(1));
    }

    private String ask(int port, Path questions, int seconds) {
        return output(List.of(
                "dnsperf",
                "-s",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-d",
                questions.toString(),
                "-c",
                Integer.toString(CLIENTS),
                "-q",
                Integer.toString(underWay),
                "-l",
                Integer.toString(seconds)));
    }

    private static boolean answers(int port) {
        return output(List.of(
                        "dnsperf",
                        "-s",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-n",
                        "1",
                        "-t",
                        "1",
                        "-d",
                        "/dev/stdin"))
                .contains("Queries");
    }

    private static String output(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().write((PretendZone.name(0) + ".service.atalaia A\n").getBytes());
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes());
            int ignored = process.waitFor();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process start(String name, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ground.directory.resolve(name + ".log").toFile())
                .start();
    }

    private static List<String> atalaia(int port, int threads) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                DnsHost.class.getName(),
                Integer.toString(port),
                Integer.toString(threads));
    }

    private List<String> dnsmasq(int port) throws IOException {
        var hosts = new StringBuilder();
        var rest = new StringBuilder(
                """
                port=%d
                listen-address=127.0.0.1
                bind-interfaces
                no-resolv
                no-hosts
                user=root
                local=/atalaia/
                local-ttl=0
                pid-file=
                addn-hosts=%s
                """
                        .formatted(port, ground.directory.resolve("hosts")));
        for (int number = 0; number < PretendZone.NAMES; number++) {
            String name = PretendZone.name(number);
            for (int instance = 0; instance < PretendZone.INSTANCES; instance++) {
                String host = name + "-" + instance + ".addr.atalaia";
                hosts.append("%s %s.service.atalaia%n".formatted(PretendZone.address(number, instance), name));
                hosts.append("%s %s%n".formatted(PretendZone.address(number, instance), host));
                rest.append("srv-host=_%s._tcp.service.atalaia,%s,8080,1,1%n".formatted(name, host));
            }
        }
        Files.writeString(ground.directory.resolve("hosts"), hosts);
        Path file = Files.writeString(ground.directory.resolve("dnsmasq.conf"), rest);
        return List.of("dnsmasq", "--keep-in-foreground", "--conf-file=" + file);
    }

    private Path questions() throws IOException {
        var lines = new StringBuilder();
        for (int i = 0; i < PretendZone.NAMES * SRV_EVERY; i++) {
            String name = PretendZone.name(i / SRV_EVERY);
            lines.append(
                    i % SRV_EVERY == 0 ? "_" + name + "._tcp.service.atalaia SRV\n" : name + ".service.atalaia A\n");
        }
        return Files.writeString(ground.directory.resolve("questions"), lines);
    }
}
