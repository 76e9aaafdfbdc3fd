/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.FreePorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a client gets wrong: a clear answer for it, and the process goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadQuestionTest {
    private final int port = FreePorts.next();
    private final Api api = new Api(port);
    private AtalaiaProcess atalaia;
    private String machine;

    @BeforeAll
    void start(@TempDir Path directory) {
        atalaia = AtalaiaProcess.start(directory, "run", "--set", "gateway.port=" + port)
                .awaitReady(Duration.ofSeconds(60));
        var watched = new Watched(api);
        watched.awaitLive(Duration.ofSeconds(60));
        machine = watched.id();
    }

    @AfterAll
    void stop() {
        try {
            assertThat(atalaia.alive()).isTrue();
            assertThat(atalaia.errors()).doesNotContain("Exception", "\tat ");
            atalaia.interrupt();
            assertThat(atalaia.exit(Duration.ofSeconds(60))).isZero();
        } finally {
            atalaia.close();
        }
    }

    private void refused(String path, int status, String... words) {
        var answer = api.call(path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("x-request-id")).isPresent();
        var problem = api.parse(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("requestId").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).contains(words);
    }

    private String query(String parameters) {
        return "/api/v1/query?machine=" + machine + "&" + parameters;
    }

    @Test
    void anUnknownMachineIs404() {
        refused("/api/v1/query?machine=nobody&metric=node_load1", 404, "nobody");
        refused("/api/v1/machines/nobody", 404, "nobody");
        refused("/api/v1/machines/nobody/series", 404, "nobody");
    }

    @Test
    void anUnknownMetricIs404AndNamed() {
        refused(query("metric=node_lod1"), 404, "node_lod1");
    }

    @Test
    void aRangeBackwardsOrTooLongIs400() {
        refused(query("metric=node_load1&from=2000&to=1000"), 400, "from", "to");
        refused(query("metric=node_load1&from=0&to=100000000000"), 400, "400 days");
    }

    @Test
    void badParametersAre400AndNamed() {
        refused(query("metric=node_load1&points=0"), 400, "points");
        refused(query("metric=node_load1&points=many"), 400, "points");
        refused(query("metric=node_load1&from=yesterday"), 400, "from");
        refused(query("metric=node_load1&as=guess"), 400, "as");
        refused(query("metric=node_load1&as=rate"), 400, "node_load1");
        refused(query("metrik=node_load1"), 400, "metrik");
        refused(query("points=5"), 400, "metric");
    }

    @Test
    void aHistoryLongerThanKeptIs400() {
        var answer = api.call(HttpRequest.newBuilder(URI.create(api.base() + "/api/v1/history"))
                .header("X-Metrics-Minutes", "99999"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("X-Metrics-Minutes").contains("43200");
    }

    @Test
    void anUnknownRouteIs404AndAWrongMethod405() {
        refused("/api/v1/nothing", 404, "nothing at this path");
        var answer = api.call(HttpRequest.newBuilder(URI.create(api.base() + "/api/v1/machines"))
                .DELETE());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow").orElse("")).contains("GET");
    }

    @Test
    void aBodyTooLargeIs413() {
        var answer = api.call(HttpRequest.newBuilder(URI.create(api.base() + "/api/v1/registrations"))
                .POST(BodyPublishers.ofByteArray(new byte[200_000])));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void theBridgeRefusesWhatItDoesNotKnowAndStaysOpen() {
        try (var page = new Page(port)) {
            page.send("this is not JSON");
            page.awaitMessage("invalid");
            page.send("{\"type\":\"register\",\"address\":\"atalaia.storage.v1.query\",\"headers\":{}}");
            page.awaitMessage("rejected");
            page.send("{\"type\":\"send\",\"address\":\"atalaia.gateway.v1.live\",\"body\":{}}");
            page.send("{\"type\":\"register\",\"address\":\"atalaia.ui.v1.fleet\",\"headers\":{}}");
            page.awaitMessage("\"address\":\"atalaia.ui.v1.fleet\"");
        }
    }

    /** A browser's side of the bridge. */
    private static final class Page implements AutoCloseable, WebSocket.Listener {
        private final List<String> messages = new CopyOnWriteArrayList<>();
        private final StringBuilder partial = new StringBuilder();
        private final WebSocket socket;

        Page(int port) {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/eventbus/websocket"), this)
                    .join();
        }

        void send(String text) {
            socket.sendText(text, true).join();
        }

        void awaitMessage(String part) {
            Awaitility.await(part + " in " + messages)
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> messages.stream().anyMatch(message -> message.contains(part)));
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            return take(from, StandardCharsets.UTF_8.decode(data), last);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            return take(from, data, last);
        }

        private CompletionStage<?> take(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                messages.add(partial.toString());
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public void onOpen(WebSocket opened) {
            opened.request(1);
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
