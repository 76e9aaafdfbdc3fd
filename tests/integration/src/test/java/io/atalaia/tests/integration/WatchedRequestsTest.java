/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.FreePorts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a hub tells of requests: to a collector of traces, in its log, in headers; and limits that change while it runs. */
@Timeout(240)
class WatchedRequestsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SECRET = "q=not-for-the-log";

    @TempDir
    static Path directory;

    /** Batches of spans as a collector gets them. */
    private static final List<String> BATCHES = new CopyOnWriteArrayList<>();

    private static HttpServer collector;
    private static AtalaiaProcess hub;
    private static Path file;
    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        collector = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            BATCHES.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        int port = FreePorts.next();
        api = new Api(port);
        file = directory.resolve("atalaia.yaml");
        write(20, 100);
        hub = AtalaiaProcess.start(
                        directory,
                        "run",
                        "--config",
                        file.toString(),
                        "--roles",
                        "database,storage,gateway",
                        "--set",
                        "gateway.port=" + port,
                        "--set",
                        "gateway.ingest.lines.port=-1",
                        "--set",
                        "gateway.accessLog=true",
                        "--set",
                        "tracing.share=0",
                        "--set",
                        "tracing.endpoint=http://127.0.0.1:"
                                + collector.getAddress().getPort())
                .awaitReady(LIMIT);
    }

    @AfterAll
    static void stop() {
        hub.close();
        collector.stop(0);
    }

    private static void write(int requests, int burst) throws IOException {
        Files.writeString(file, "gateway:\n  limits: {requests: " + requests + ", burst: " + burst + "}\n");
    }

    private static HttpResponse<String> ask(String path, String header, String value) {
        return api.call(HttpRequest.newBuilder(URI.create(api.base() + path)).header(header, value));
    }

    @Test
    void aTraceThatAClientBeganGoesThroughGatewayAndStorageToTheCollector() {
        ask("/api/v1/storage", "traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
        String id = new String(HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1);
        await().atMost(LIMIT).until(() -> BATCHES.stream()
                .anyMatch(batch -> batch.contains(id) && batch.contains("/api/v1/storage")));
        await().atMost(LIMIT).until(() -> BATCHES.stream()
                .anyMatch(batch -> batch.contains(id) && batch.contains("atalaia.storage.v1.")));
        assertThat(BATCHES).allMatch(batch -> batch.contains("service.name"));
    }

    @Test
    void theLogTellsOfARequestButNotItsQuery() {
        ask("/api/v1/nothing?" + SECRET, "X-Request-Id", "watched-1");
        String line = await().atMost(LIMIT)
                .until(
                        () -> wholeLines()
                                .filter(one -> one.contains("watched-1"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(line).contains("status=\"404\"", "path=\"/api/v1/nothing\"", "method=\"GET\"", "from=\"127.0.0.1\"");
        assertThat(hub.errors()).doesNotContain(SECRET);
    }

    /** The last line may be read while it is being written. */
    private static Stream<String> wholeLines() {
        String said = hub.errors();
        return said.substring(0, said.lastIndexOf('\n') + 1).lines();
    }

    @Test
    void aLimitThatIsChangedInTheFileHoldsWithoutARestartAndAWrongOneChangesNothing() throws IOException {
        assertThat(ask("/healthz", "X", "1").headers().firstValue("RateLimit-Policy"))
                .hasValue("\"requests\";q=100;w=5");
        // Even a busy machine asks more often than twice a second.
        write(2, 5);
        await().atMost(LIMIT).until(() -> ask("/healthz", "X", "1")
                .headers()
                .firstValue("RateLimit-Policy")
                .filter("\"requests\";q=5;w=3"::equals)
                .isPresent());
        var statuses = IntStream.range(0, 50)
                .map(request -> ask("/healthz", "X", "1").statusCode())
                .boxed()
                .toList();
        assertThat(statuses).contains(429);
        write(20, 0);
        await().atMost(LIMIT).until(() -> hub.errors().contains("gateway.limits.burst"));
        write(20, 200);
        await().atMost(LIMIT).until(() -> ask("/healthz", "X", "1")
                .headers()
                .firstValue("RateLimit-Policy")
                .filter("\"requests\";q=200;w=10"::equals)
                .isPresent());
    }
}
