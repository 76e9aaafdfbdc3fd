/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.House;
import io.atalaia.gateway.LimitsConfig;
import io.atalaia.gateway.TlsClient;
import io.atalaia.tests.support.TestCertificates;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients of ports with TLS that never end their handshake. */
@Timeout(60)
class StalledHandshakeTest {
    private static final Duration SHORT = Duration.ofSeconds(2);
    /** Less than the ten seconds that Vert.x, and an operator who says nothing, leave them. */
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private static final int CROWD = 10;

    @TempDir
    Path folder;

    private final List<Socket> sockets = new ArrayList<>();
    private House house;
    private TlsClient client;

    @BeforeEach
    void open() throws Exception {
        var limits = new LimitsConfig(1_000, 1_000, SHORT, SHORT, 1_000, 1_000, 1_000, 1_000);
        house = new House(SHORT);
        house.start(
                House.config()
                        .with(limits)
                        .withTls(
                                TestCertificates.write("gateway.pem", folder).toString(),
                                TestCertificates.write("gateway.key", folder).toString(),
                                Duration.ZERO),
                House.NODE);
        client = new TlsClient(folder, "");
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        house.close();
    }

    private enum Port {
        GATEWAY,
        FORWARD,
        LINES;

        int of(House house) {
            return switch (this) {
                case GATEWAY -> house.gateway.port();
                case FORWARD -> house.gateway.forwardPort();
                case LINES -> house.gateway.linesPort();
            };
        }
    }

    /** One that goes no further than what it sent. */
    private record Stalled(Port port, String sent, Socket socket) {}

    private Stalled stall(Port port, String what, byte[] sent) throws IOException {
        var socket = new Socket("127.0.0.1", port.of(house));
        socket.setSoTimeout((int) LIMIT.toMillis());
        sockets.add(socket);
        socket.getOutputStream().write(sent);
        return new Stalled(port, what, socket);
    }

    /** As a client of this platform greets. */
    private static byte[] hello() throws Exception {
        var engine = SSLContext.getDefault().createSSLEngine("localhost", 1);
        engine.setUseClientMode(true);
        engine.beginHandshake();
        var hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        assertThat(engine.wrap(ByteBuffer.allocate(0), hello).bytesProduced()).isPositive();
        return Arrays.copyOf(hello.array(), hello.position());
    }

    @Test
    void slowLoris_whoStallsTheHandshakeIsDisconnectedAndOthersAreServed() throws Exception {
        var http = HttpClient.newBuilder().sslContext(client.context()).build();
        assertThat(ask(http)).isEqualTo(200);
        byte[] hello = hello();
        var stalled = new ArrayList<Stalled>();
        long begun = System.nanoTime();
        for (Port port : Port.values()) {
            for (int i = 0; i < CROWD; i++) {
                stalled.add(stall(port, "nothing", new byte[0]));
                stalled.add(stall(port, "half of a greeting", Arrays.copyOf(hello, hello.length / 2)));
                stalled.add(stall(port, "a greeting and no more", hello));
            }
        }
        assertThat(ask(http)).isEqualTo(200);
        assertThat(client.get(house.gateway.port(), "/healthz")).first().isEqualTo("HTTP/1.1 200 OK");
        for (Stalled one : stalled) {
            assertThat(ends(one.socket())).as("%s", one).isTrue();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(SHORT.multipliedBy(9).dividedBy(10), LIMIT);
        assertThat(ask(http)).isEqualTo(200);
    }

    /** On a connection that is kept. */
    private int ask(HttpClient http) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + house.gateway.port() + "/healthz"));
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static boolean ends(Socket socket) throws IOException {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketTimeoutException stays) {
            return false;
        } catch (SocketException reset) {
            // An end as well: what we sent had not been read.
        }
        return true;
    }
}
