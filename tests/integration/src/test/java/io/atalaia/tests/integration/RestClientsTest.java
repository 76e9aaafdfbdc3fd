/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atalaia.tests.integration.Installed.Result;
import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.FreePorts;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The worked clients of docs/clients that use REST, run as their pages say, against one real hub. */
@Timeout(240)
class RestClientsTest {
    private static final Path CLIENTS =
            Path.of("../../docs/clients").toAbsolutePath().normalize();

    @TempDir
    static Path directory;

    private static AtalaiaProcess hub;
    private static Api api;
    private static String machine;

    @BeforeAll
    static void start() {
        int port = FreePorts.next();
        hub = AtalaiaProcess.start(directory, "run", "--set", "gateway.port=" + port);
        hub.awaitReady(Duration.ofSeconds(90));
        api = new Api(port);
        machine = new Watched(api).awaitLive(Duration.ofSeconds(60)).path("id").asText();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static Result run(List<String> program, String... arguments) {
        var command = new ArrayList<>(program);
        command.addAll(Arrays.asList(arguments));
        return Installed.run(directory, Map.of("ATALAIA_URL", api.base()), "", command.toArray(String[]::new));
    }

    private static List<JsonNode> lines(Result result) {
        return result.good().lines().map(api::parse).toList();
    }

    @Test
    void theOneInJavaScriptListsAsksSavesAndWatches() {
        Installed.require("nodejs", "node --version | grep -Eq '^v(1[89]|[2-9][0-9])'");
        var node = List.of("node", CLIENTS.resolve("javascript/atalaia.mjs").toString());
        asks(node);
        register("shop-1");
        var told = lines(run(node, "watch", "shop", "1"));
        assertThat(told.get(0).path("kind").asText()).isEqualTo("all");
        assertThat(told.get(0).path("data").path("items").get(0).path("id").asText())
                .isEqualTo("shop-1");
    }

    @Test
    void theOneForTheShellListsAsksAndSaves() {
        Installed.require("curl jq", "command -v curl", "command -v jq");
        asks(List.of("sh", CLIENTS.resolve("shell/atalaia.sh").toString()));
    }

    private static void asks(List<String> client) {
        assertThat(lines(run(client, "list")))
                .extracting(line -> line.path("id").asText())
                .contains(machine);
        var points = lines(run(client, "query", machine, "node_load1", "10"));
        assertThat(points).isNotEmpty().allSatisfy(point -> {
            assertThat(point.path("metric").asText()).isEqualTo("node_load1");
            assertThat(point.path("average").isNumber()).isTrue();
        });
        assertThat(points).extracting(point -> point.path("time").asLong()).isSorted();
        assertThat(lines(run(client, "query", machine, "atalaia_cpu_seconds_total", "10", "rate")))
                .isNotEmpty();
        assertThat(lines(run(client, "save", "till", "queue_length", "7", "once")))
                .extracting(line -> line.path("ok").asInt())
                .containsExactly(1);

        Result refused = run(client, "query", machine, "node_laod1");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.errors()).startsWith("404 Not Found: ").contains("node_load1");
        assertThat(run(client).code()).isEqualTo(2);
    }

    private static void register(String id) {
        var answer = api.call(HttpRequest.newBuilder(URI.create(api.base() + "/api/v1/registrations/" + id))
                .PUT(BodyPublishers.ofString(
                        "{\"name\":\"shop\",\"kind\":\"http\",\"address\":\"10.0.0.7\",\"port\":8080}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
