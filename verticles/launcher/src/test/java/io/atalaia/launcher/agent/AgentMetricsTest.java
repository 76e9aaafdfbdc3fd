/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent whose gateway is not there: it counts all the same. */
class AgentMetricsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path data;

    private final HttpClient client = HttpClient.newHttpClient();
    private AgentProcess process;

    private AgentProcess.Running started(String... assignments) {
        var all = new ArrayList<>(List.of("data.directory=" + data, "agent.every=100ms"));
        all.addAll(List.of(assignments));
        var invocation = new AgentInvocation(null, List.of("127.0.0.1:1"), "a-token-of-16-signs", false, all);
        process = new AgentProcess(invocation.load(Map.of()));
        return done(process.start());
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() throws Exception {
        process.stop().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private HttpResponse<String> ask(int port, String method, String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.noBody())
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anAgentShowsItsOwnFiguresWhereItIsTold() {
        int port = started("agent.metrics.port=0").metricsPort();
        assertThat(port).isPositive();
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(ask(port, "GET", "/metrics").body())
                        .containsPattern("atalaia_agent_samples_collected_total [1-9]"));
        var answer = ask(port, "GET", "/metrics");
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(answer.body())
                .contains("atalaia_agent_spool_bytes ", "# TYPE atalaia_agent_samples_acked_total counter")
                .contains("atalaia_agent_version{version=");
        assertThat(ask(port, "GET", "/").statusCode()).isEqualTo(404);
        assertThat(ask(port, "POST", "/metrics").statusCode()).isEqualTo(405);
    }

    @Test
    void withoutBeingToldItOpensNoPort() {
        assertThat(started().metricsPort()).isEqualTo(-1);
    }

    @Test
    void aPortThatIsTakenEndsTheStartWithTheKeyAtFault() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> started("agent.metrics.port=" + taken.getLocalPort()))
                    .hasRootCauseInstanceOf(IOException.class)
                    .hasMessageContaining("agent.metrics.port: 127.0.0.1:" + taken.getLocalPort());
        }
    }
}
