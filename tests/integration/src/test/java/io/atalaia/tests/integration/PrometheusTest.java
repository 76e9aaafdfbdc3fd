/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.FreePorts;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Prometheus reads a real hub with the scrape file that operators get. */
@Timeout(400)
class PrometheusTest {
    private static final Path DOCKER = Path.of("../../docker").toAbsolutePath().normalize();
    private static final Path KNOWN =
            Path.of("../../verticles/gateway/src/main/resources/io/atalaia/gateway/engine/exposition/families.tsv");
    private static final Pattern METRIC = Pattern.compile("\\b((?:node|atalaia|process)_[a-zA-Z0-9_]+)");

    @TempDir
    Path directory;

    private final int port = FreePorts.next();
    private final int prometheusPort = FreePorts.next();
    private final Api api = new Api(port);
    private final Api prometheus = new Api(prometheusPort);
    private final Watched watched = new Watched(api);
    private Process server;

    @BeforeEach
    void installed() {
        Installed.require("prometheus", "command -v prometheus", "command -v promtool");
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (server != null) {
            server.destroy();
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private AtalaiaProcess hub() {
        return AtalaiaProcess.start(
                directory, "run", "--set", "gateway.port=" + port, "--set", "agent.labels.site=lisbon");
    }

    private void awaitLive(AtalaiaProcess hub) {
        assertThat(hub.awaitReady(Duration.ofSeconds(90)).alive()).isTrue();
        assertThat(watched.awaitLive(Duration.ofSeconds(60)).isObject()).isTrue();
    }

    /** The shipped file, pointed at this hub and asking every second. */
    private void startPrometheus() throws IOException {
        String shipped = Files.readString(DOCKER.resolve("prometheus/prometheus.yml"));
        assertThat(shipped).contains("127.0.0.1:8080").contains("15s").contains("10s");
        Path file = Files.writeString(
                directory.resolve("prometheus.yml"),
                shipped.replace("127.0.0.1:8080", "127.0.0.1:" + port)
                        .replace("15s", "1s")
                        .replace("10s", "1s"));
        server = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + directory.resolve("prometheus"),
                        "--web.listen-address=127.0.0.1:" + prometheusPort)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
    }

    private List<JsonNode> query(String expression) {
        var found = new ArrayList<JsonNode>();
        prometheus
                .tryGet("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .ifPresent(answer -> answer.path("data").path("result").forEach(found::add));
        return found;
    }

    private static double value(JsonNode result) {
        return Double.parseDouble(result.path("value").path(1).asText());
    }

    @Test
    void everyFigureArrivesAndEndsWithItsMachine() throws IOException {
        startPrometheus();
        try (var hub = hub()) {
            awaitLive(hub);
            Awaitility.await("both jobs are up: " + directory.resolve("prometheus.log"))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> query("up == 1").size() == 2);
            String id = watched.id();
            String series = "node_load1{machine=\"" + id + "\",site=\"lisbon\"}";
            JsonNode found = awaitOne(series);
            JsonNode machine = watched.awaitLive(Duration.ofSeconds(60));
            assertThat(found.path("metric").path("instance").asText())
                    .isEqualTo(machine.path("name").asText());
            double load = machine.path("headline").path("load1").asDouble();
            assertThat(value(found)).isCloseTo(load, within(Math.max(3, load)));
            assertThat(value(awaitOne("count(atalaia_machine_up == 1)"))).isEqualTo(1);
            // Which needs two samples.
            assertThat(awaitOne("rate(node_cpu_seconds_total{mode=\"idle\",cpu=\"0\"}[10s]) >= 0"))
                    .isNotNull();
            everyPanelIsAnswered(id);
            hub.interrupt();
            assertThat(hub.exit(Duration.ofSeconds(60))).isZero();
        }
        Awaitility.await("the series ends with its machine")
                .atMost(Duration.ofSeconds(60))
                .until(() -> query("node_load1").isEmpty() && query("up == 0").size() == 2);
    }

    /** Prometheus understands every expression of the dashboard. */
    private void everyPanelIsAnswered(String machine) throws IOException {
        for (String expression : expressions()) {
            String asked = expression
                    .replace("$instance", ".*")
                    .replace("$machine", machine)
                    .replace("$__rate_interval", "1m");
            String answer = prometheus
                    .call("/api/v1/query?query=" + URLEncoder.encode(asked, StandardCharsets.UTF_8))
                    .body();
            assertThat(answer).as(asked).startsWith("{\"status\":\"success\"");
        }
        assertThat(awaitOne("atalaia_machine_state < 3")).isNotNull();
    }

    /** A scrape that comes too late on a busy machine leaves a hole that the next one closes. */
    private JsonNode awaitOne(String expression) {
        return Awaitility.await(expression)
                .atMost(Duration.ofSeconds(60))
                .until(() -> query(expression), found -> found.size() == 1)
                .get(0);
    }

    private List<String> expressions() throws IOException {
        var found = new ArrayList<String>();
        api.parse(Files.readString(DOCKER.resolve("grafana/atalaia.json")))
                .findValues("expr")
                .forEach(expression -> found.add(expression.asText()));
        assertThat(found).hasSizeGreaterThan(20);
        return found;
    }

    private static Set<String> families(String text) {
        return text.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void namesAreSoundAndThoseThatDashboardsAndNodeExporterUse() throws IOException {
        try (var hub = hub()) {
            awaitLive(hub);
            String fleet = api.call("/metrics/fleet").body();
            String own = api.call("/metrics").body();
            for (String text : List.of(ours(fleet), ours(own))) {
                assertThat(families(text)).isNotEmpty();
                var lint = Installed.run(directory, Map.of(), text, "promtool", "check", "metrics");
                assertThat(lint.output() + lint.errors()).isEmpty();
                assertThat(lint.code()).isZero();
            }
            var whole = Installed.run(directory, Map.of(), fleet, "promtool", "check", "metrics");
            assertThat(whole.errors()).as("it can be read").doesNotContain("error while linting");

            Map<String, String> known = Files.readAllLines(KNOWN).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
            fleet.lines()
                    .filter(line -> line.startsWith("# TYPE node_"))
                    .map(line -> line.split(" "))
                    .forEach(type -> assertThat(known)
                            .as("node_exporter names it so, or it is documented")
                            .containsEntry(type[2], type[3]));
            var there = new TreeSet<>(families(fleet));
            there.addAll(known.keySet());
            there.add("atalaia_machine_temperature_celsius");
            for (String expression : expressions()) {
                METRIC.matcher(expression)
                        .results()
                        .map(found -> found.group(1))
                        .forEach(name -> assertThat(there).as(expression).contains(name));
            }
            assertThat(hub.alive()).isTrue();
        }
    }

    /** The families that we named ourselves: node_exporter's own do not pass its makers' lint. */
    private static String ours(String text) {
        return text.lines()
                .filter(line -> line.matches("(# (HELP|TYPE) )?atalaia_.*"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus.yml", "compose.yml"})
    void theScrapeFileIsSound(String file) {
        var check = Installed.run(DOCKER, Map.of(), "", "promtool", "check", "config", "prometheus/" + file);
        assertThat(check.good()).contains("SUCCESS");
    }
}
