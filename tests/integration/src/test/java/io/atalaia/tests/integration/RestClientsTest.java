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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The worked clients of docs/clients that use REST, run as their pages say, against one real hub that wants a token. */
@Timeout(240)
class RestClientsTest {
    private static final Path CLIENTS =
            Path.of("../../docs/clients").toAbsolutePath().normalize();

    private static final Pattern LINK = Pattern.compile("http\\S+/setup#\\S+");

    @TempDir
    static Path directory;

    private static AtalaiaProcess hub;
    private static Api api;
    private static String token;
    private static String machine;

    @BeforeAll
    static void start() {
        Installed.require("curl jq", "command -v curl", "command -v jq");
        int port = FreePorts.next();
        hub = AtalaiaProcess.start(
                directory, "run", "--set", "gateway.port=" + port, "--set", "gateway.access.anonymous=none");
        hub.awaitReady(Duration.ofSeconds(90));
        api = new Api(port);
        token = firstToken();
        machine = Awaitility.await("a live machine")
                .atMost(Duration.ofSeconds(60))
                .until(RestClientsTest::liveMachine, id -> !id.isEmpty());
    }

    private static String firstToken() {
        var link =
                Awaitility.await("the link of the first start").until(() -> LINK.matcher(hub.output()), Matcher::find);
        var program = CLIENTS.resolve("shell/first-token.sh").toString();
        return Installed.run(
                        directory,
                        Map.of(),
                        "a long password\n",
                        "sh",
                        program,
                        link.group(),
                        "ana",
                        "operate",
                        "ingest")
                .good()
                .strip();
    }

    private static String liveMachine() {
        var answer = api.call(asked("/api/v1/machines?fields=items.id,items.headline.cpu"));
        var first = api.parse(answer.body()).path("items").path(0);
        return first.path("headline").path("cpu").isNumber() ? first.path("id").asText() : "";
    }

    private static HttpRequest.Builder asked(String path) {
        return HttpRequest.newBuilder(URI.create(api.base() + path)).header("Authorization", "Bearer " + token);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static Result run(List<String> program, String... arguments) {
        return run(token, program, arguments);
    }

    private static Result run(String token, List<String> program, String... arguments) {
        var command = new ArrayList<>(program);
        command.addAll(Arrays.asList(arguments));
        return Installed.run(
                directory,
                Map.of("ATALAIA_URL", api.base(), "ATALAIA_TOKEN", token),
                "",
                command.toArray(String[]::new));
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
        asks(List.of("sh", CLIENTS.resolve("shell/atalaia.sh").toString()));
    }

    /** What a machine has just sent is stored a moment later. */
    private static List<JsonNode> stored(List<String> client, String... question) {
        return Awaitility.await("stored")
                .atMost(Duration.ofSeconds(60))
                .ignoreException(AssertionError.class)
                .until(() -> lines(run(client, question)), points -> !points.isEmpty());
    }

    private static void asks(List<String> client) {
        assertThat(lines(run(client, "list")))
                .extracting(line -> line.path("id").asText())
                .contains(machine);
        var points = stored(client, "query", machine, "node_load1", "10");
        assertThat(points).allSatisfy(point -> {
            assertThat(point.path("metric").asText()).isEqualTo("node_load1");
            assertThat(point.path("average").isNumber()).isTrue();
        });
        assertThat(points).extracting(point -> point.path("time").asLong()).isSorted();
        assertThat(stored(client, "query", machine, "atalaia_cpu_seconds_total", "10", "rate"))
                .isNotEmpty();
        assertThat(lines(run(client, "save", "till", "queue_length", "7", "once")))
                .extracting(line -> line.path("ok").asInt())
                .containsExactly(1);

        Result refused = run(client, "query", machine, "node_laod1");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.errors()).startsWith("404 Not Found: ").contains("node_load1");
        assertThat(run("", client, "list").errors()).startsWith("401 Unauthorized: ");
        assertThat(run(client).code()).isEqualTo(2);
    }

    private static void register(String id) {
        var answer = api.call(asked("/api/v1/registrations/" + id)
                .PUT(BodyPublishers.ofString(
                        "{\"name\":\"shop\",\"kind\":\"http\",\"address\":\"10.0.0.7\",\"port\":8080}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        // Whoever is asked knows it a moment later.
        Awaitility.await(id)
                .until(() -> api.call(asked("/api/v1/registrations/" + id)).statusCode() == 200);
    }
}
