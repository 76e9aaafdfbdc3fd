/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import io.atalaia.tests.support.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What it costs to be watched: the agent on its own, beside node_exporter that is scraped each second and netdata, all in
 * the same minutes. Arguments: minutes of a run (2), how many runs (1). The peers: apt-get install prometheus-node-exporter netdata.
 */
final class AgentBench {
    private static final Path AGENT = Path.of("../../verticles/launcher/target/atalaia-agent/atalaia-agent");
    private static final String NODE_EXPORTER = "/usr/bin/prometheus-node-exporter";
    private static final String NETDATA = "/usr/sbin/netdata";
    private static final String OURS = "atalaia agent";
    private static final double CPU_BAR = 0.4;
    private static final double MEMORY_BAR = 80;
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    private final Map<String, List<Double>> cpu = new LinkedHashMap<>();
    private final Map<String, List<Double>> memory = new LinkedHashMap<>();

    private AgentBench() {}

    static void main(String[] arguments) {
        int minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2;
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        var bench = new AgentBench();
        for (int run = 0; run < runs; run++) {
            bench.run(minutes);
        }
        Bars.title("agent: medians of %d runs of %d minutes, every second".formatted(runs, minutes));
        bench.print();
    }

    private void run(int minutes) {
        try (var ground = new Ground();
                var hub = new BenchHub(ground.folder("hub"));
                var scraped = new Scraped(FreePorts.next());
                var watchers = new Watchers()) {
            watchers.start(OURS, ground.folder("agent"), agent(ground, hub));
            if (Files.exists(Path.of(NODE_EXPORTER))) {
                watchers.start(
                        "node_exporter",
                        ground.folder("node"),
                        List.of(
                                NODE_EXPORTER,
                                "--web.listen-address=127.0.0.1:" + scraped.port(),
                                "--log.level=error"));
            }
            if (Files.exists(Path.of(NETDATA))) {
                watchers.start("netdata", ground.folder("netdata"), netdata(ground));
            }
            Ground.pass(WARM_UP);
            var before = watchers.cpuSeconds();
            Ground.pass(Duration.ofMinutes(minutes));
            watchers.cpuSeconds().forEach((name, seconds) -> add(cpu, name, (seconds - before.get(name)) / minutes));
            watchers.residentBytes().forEach((name, bytes) -> add(memory, name, bytes / 1e6));
            Bars.print("scrapes of node_exporter that were answered", scraped.answered(), "");
        }
    }

    private static List<String> agent(Ground ground, BenchHub hub) {
        return List.of(
                AGENT.toAbsolutePath().normalize().toString(),
                "--gateway",
                "127.0.0.1:" + hub.port,
                "--token",
                BenchHub.TOKEN,
                "--set",
                "data.directory=" + ground.folder("agent").resolve("data"));
    }

    private static List<String> netdata(Ground ground) {
        var folder = ground.folder("netdata");
        return List.of(
                NETDATA,
                "-D",
                "-u",
                "root",
                "-p",
                Integer.toString(FreePorts.next()),
                "-i",
                "127.0.0.1",
                "-P",
                folder.resolve("pid").toString(),
                "-W",
                "set",
                "global",
                "cache directory",
                folder.toString(),
                "-W",
                "set",
                "directories",
                "cache",
                folder.toString(),
                "-W",
                "set",
                "directories",
                "lib",
                folder.toString(),
                "-W",
                "set",
                "cloud",
                "enabled",
                "no");
    }

    private static void add(Map<String, List<Double>> to, String name, double value) {
        to.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }

    private void print() {
        double ours = Bars.median(cpu.get(OURS));
        double oursMemory = Bars.median(memory.get(OURS));
        cpu.forEach((name, values) -> {
            double value = Bars.median(values);
            double bytes = Bars.median(memory.get(name));
            if (name.equals(OURS)) {
                Bars.print(name + ", CPU-seconds a minute", value, "", CPU_BAR);
                Bars.print(name + ", resident", bytes, "MB", MEMORY_BAR);
            } else {
                Bars.print(
                        name + ", CPU-seconds a minute", value, "(the agent takes %.2f of it)".formatted(ours / value));
                Bars.print(name + ", resident", bytes, "MB (the agent takes %.2f of it)".formatted(oursMemory / bytes));
            }
        });
    }
}
