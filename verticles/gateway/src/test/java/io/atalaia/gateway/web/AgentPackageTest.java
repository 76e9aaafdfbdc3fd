/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AgentPackageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST = 16;
    /** More than two sockets hold between them. */
    private static final long LARGE = 32 << 20;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private HttpClient client;
    private Path file;
    private int port;

    @BeforeEach
    void open() {
        file = folder.resolve("atalaia-agent.tar.gz");
        var router = Router.router(vertx);
        var agent = new AgentPackage(file, meters);
        router.route(AgentPackage.PATH).failureHandler(Problems::fail).handler(agent::send);
        port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
        client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(MOST + 4));
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private void pack(long length) throws IOException {
        try (var packed = new RandomAccessFile(file.toFile(), "rw")) {
            packed.setLength(length);
        }
    }

    /** The answer's head; its body waits. */
    private HttpClientResponse ask(HttpMethod method) {
        return client.request(method, port, "127.0.0.1", AgentPackage.PATH)
                .compose(HttpClientRequest::send)
                .map(answer -> {
                    answer.pause();
                    return answer;
                })
                .await();
    }

    private static Buffer body(HttpClientResponse answer) {
        var body = answer.body();
        answer.resume();
        return body.await();
    }

    private double sending() {
        return meters.get("atalaia_agent_package_sending").gauge().value();
    }

    @Test
    void whoeverAsksGetsTheWholePackage() throws IOException {
        pack(100_000);
        var head = ask(HttpMethod.HEAD);
        assertThat(head.getHeader("Content-Length")).isEqualTo("100000");
        var answer = ask(HttpMethod.GET);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/gzip");
        assertThat(body(answer).length()).isEqualTo(100_000);
        Awaitility.await().atMost(PATIENCE).until(() -> sending() == 0);
    }

    @Test
    void aGatewayWithoutThePackageSaysSo() {
        var answer = ask(HttpMethod.GET);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(body(answer).toString()).contains("no package of the agent");
        assertThat(sending()).isZero();
    }

    @Test
    void thoseWhoFetchSlowlyAreCountedAndOneTooManyComesBackLater() throws IOException {
        pack(LARGE);
        List<HttpClientResponse> slow = new ArrayList<>();
        for (int at = 0; at < MOST; at++) {
            slow.add(ask(HttpMethod.GET));
        }
        assertThat(sending()).isEqualTo(MOST);
        var refused = ask(HttpMethod.GET);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("10");
        slow.get(0).request().connection().close().await();
        assertThat(body(slow.get(1)).length()).isEqualTo((int) LARGE);
        Awaitility.await().atMost(PATIENCE).until(() -> sending() == MOST - 2);
        assertThat(ask(HttpMethod.GET).statusCode()).isEqualTo(200);
    }
}
