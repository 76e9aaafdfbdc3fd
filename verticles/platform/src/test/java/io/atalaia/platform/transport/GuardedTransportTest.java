/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.Http1xServerConnection;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GuardedTransportTest {
    private static final Duration PATIENCE = Duration.ofMillis(900);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Vertx vertx =
            Vertx.builder().withTransport(GuardedTransport.within(PATIENCE)).build();
    private Socket socket;

    @BeforeEach
    void connect() throws IOException {
        var server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0).setHttp2ClearTextEnabled(true))
                .connectionHandler(connection -> FirstRequest.came(((Http1xServerConnection) connection)
                        .channelHandlerContext()
                        .pipeline()))
                .requestHandler(request -> request.response().end())
                .listen()
                .await();
        // The first request of a JVM may take longer than the patience.
        vertx.createHttpClient()
                .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                .compose(request -> request.send())
                .compose(HttpClientResponse::end)
                .otherwiseEmpty()
                .await();
        socket = new Socket("127.0.0.1", server.actualPort());
        socket.setSoTimeout((int) LIMIT.toMillis());
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        vertx.close().await();
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aConnectionThatSendsNothingIsClosed() throws IOException {
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aConnectionThatSendsItsFirstRequestByTheByteIsClosed() throws IOException {
        send("GET / HTTP/1.1\r\n");
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> {
            try {
                send("X: 1\r\n");
                return false;
            } catch (IOException closed) {
                return true;
            }
        });
    }

    @Test
    void aConnectionThatBroughtARequestStays() throws IOException {
        send("GET / HTTP/1.1\r\nHost: here\r\n\r\n");
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        long until = System.nanoTime() + PATIENCE.multipliedBy(2).toNanos();
        await().atMost(LIMIT).until(() -> System.nanoTime() > until);
        send("GET / HTTP/1.1\r\nHost: here\r\n\r\n");
        assertThat(new String(socket.getInputStream().readNBytes(60), StandardCharsets.ISO_8859_1))
                .contains("HTTP/1.1 200");
    }
}
