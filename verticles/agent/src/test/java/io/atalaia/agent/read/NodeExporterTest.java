/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.atalaia.agent.parse.MountFile.Volume;
import io.atalaia.agent.read.Choice.PerProcessor;
import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import io.atalaia.tests.support.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** This very machine, as a real node_exporter sees it at the same time; skipped where none is installed. */
class NodeExporterTest {
    private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");
    private static final Choice EVERYTHING =
            new Choice(true, true, true, true, true, true, PerProcessor.SUM, PerProcessor.EACH, true);

    /** What moves faster than two looks at it can follow. */
    private static final Pattern RESTLESS = Pattern.compile(
            "node_(procs_running|procs_blocked|processes_.*|disk_io_now|sockstat_.*|memory_.*|netstat_Tcp_CurrEstab|filefd_allocated|filesystem_.*|cpu_scaling.*|load.*)");

    private static Path binary() {
        return Stream.of("prometheus-node-exporter", "node_exporter")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":"))
                        .map(folder -> Path.of(folder).resolve(name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /**
     * This process and not that one; serial numbers that we do not tell; states that it leaves out when nobody is in them; some
     * releases of it leave the loopback card out.
     */
    private static final Pattern NOT_COMPARED =
            Pattern.compile("^(process_|node_dmi_info|node_processes_state|node_network_.*device=\"lo\")");

    private record Scrape(Map<String, String> types, Map<String, Double> values) {}

    private static Scrape scrape(int port) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .timeout(Duration.ofSeconds(20))
                .build();
        String text = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        Map<String, String> types = new HashMap<>();
        Map<String, Double> values = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            var matcher = LINE.matcher(line);
            if (line.startsWith("# TYPE ")) {
                types.put(line.split(" ")[2], line.split(" ")[3]);
            } else if (!line.startsWith("#") && matcher.matches()) {
                values.put(key(matcher.group(1), matcher.group(2)), Double.valueOf(matcher.group(3)));
            }
        }
        return new Scrape(types, values);
    }

    private static String key(String name, String labels) {
        Map<String, String> found = new HashMap<>();
        var label = LABEL.matcher(labels == null ? "" : labels);
        while (label.find()) {
            String value =
                    label.group(2).replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\");
            if (!value.isEmpty()) {
                found.put(label.group(1), value);
            }
        }
        return new Series(name, found, Kind.GAUGE).key();
    }

    private static Map<Series, Double> ours() throws IOException {
        var platform = new LinuxPlatform(Roots.SYSTEM, EVERYTHING);
        var all = Exposition.all(platform);
        for (var source : platform.slow()) {
            all.putAll(source.source().read());
        }
        Map<Volume, VolumeFigures> figures = new HashMap<>();
        for (var volume : platform.volumes()) {
            figures.put(volume, platform.measure(volume));
        }
        all.putAll(VolumeFigures.series(platform.volumes(), figures));
        return all;
    }

    private static boolean answers(int port) {
        try {
            return !scrape(port).values.isEmpty();
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    @Test
    void whatBothTellHasTheSameNameTypeLabelsAndValue() throws Exception {
        Path binary = binary();
        assumeTrue(binary != null, "no node_exporter on the path");
        int port = FreePorts.next();
        var process = new ProcessBuilder(
                        binary.toString(),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--collector.processes",
                        "--collector.interrupts",
                        "--collector.stat.softirq")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> answers(port));
            var before = scrape(port);
            var ours = ours();
            compare(before, ours, scrape(port));
        } finally {
            process.destroy();
        }
    }

    private static void compare(Scrape before, Map<Series, Double> ours, Scrape after) {
        List<String> problems = new ArrayList<>();
        var onlyOurs = new TreeSet<String>();
        var unnamed = new TreeSet<>(before.types.keySet());
        int compared = 0;
        for (var one : ours.entrySet()) {
            var series = one.getKey();
            unnamed.remove(series.name());
            String type = before.types.get(series.name());
            Double from = before.values.get(series.key());
            Double to = after.values.get(series.key());
            if (NOT_COMPARED.matcher(series.key()).find() || Double.isNaN(one.getValue())) {
                continue;
            }
            if (type == null) {
                onlyOurs.add(series.name());
            } else if (from == null || to == null) {
                problems.add(series.key() + ": node_exporter has other labels");
            } else if (!type.equals("untyped")
                    && !type.equalsIgnoreCase(series.kind().name())) {
                problems.add(series.key() + " is a " + series.kind() + ", theirs a " + type);
            } else if (!isClose(series, from, one.getValue(), to)) {
                problems.add(series.key() + " is " + one.getValue() + ", theirs " + from + " then " + to);
            } else {
                compared++;
            }
        }
        unnamed.removeIf(name -> !name.startsWith("node_"));
        var keys = ours.keySet().stream().map(Series::key).collect(Collectors.toSet());
        var names = ours.keySet().stream().map(Series::name).collect(Collectors.toSet());
        var onlyTheirs = before.values.keySet().stream()
                .filter(key -> names.contains(key.replaceFirst("\\{.*", "")) && !keys.contains(key))
                .toList();
        System.out.println(compared + " series are the same in node_exporter. Not in it: " + onlyOurs
                + "\nnot in ours: " + unnamed + "\nlabelled otherwise, or left out: " + onlyTheirs);
        assertThat(problems).isEmpty();
        assertThat(compared).isGreaterThan(200);
    }

    private static boolean isClose(Series series, double from, double value, double to) {
        boolean restless = RESTLESS.matcher(series.name()).matches();
        double least = series.name().endsWith("_bytes") ? 64 << 20 : 30;
        double room = restless ? Math.max(0.1 * Math.abs(from), least) : Math.max(0.001 * Math.abs(from), 0.02);
        return value >= Math.min(from, to) - room && value <= Math.max(from, to) + room;
    }
}
