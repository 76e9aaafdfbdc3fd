/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.tls;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.platform.clock.Clock;
import io.atalaia.tests.support.TestCertificates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTlsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private HttpServer server;
    private SSLContext client;

    @BeforeEach
    void open() throws Exception {
        show("gateway");
        var none = new PemFile("tls.clients", "");
        var files = new PemFiles(
                new PemFile("tls.certificate", folder.resolve("shown.pem").toString()),
                new PemFile("tls.key", folder.resolve("shown.key").toString()),
                none);
        var tls = new ServerTls(vertx, files, Duration.ofSeconds(10), Clock.system(), meters);
        done(tls.open());
        server = vertx.createHttpServer(tls.secure(new HttpServerOptions()))
                .requestHandler(request -> request.response().end("here"));
        done(server.listen(0, "127.0.0.1"));
        tls.follow(server);
        client = trusting();
    }

    private SSLContext trusting() throws Exception {
        Path authority = TestCertificates.write("authority.pem", folder);
        var none = new PemFile("", "");
        var trusted = new PemFiles(none, none, new PemFile("", authority.toString())).read();
        var context = SSLContext.getInstance("TLS");
        context.init(null, trusted.trustManagers(), null);
        return context;
    }

    @AfterEach
    void close() {
        done(vertx.close());
    }

    private void show(String name) {
        TestCertificates.writeAs(name + ".pem", folder.resolve("shown.pem"));
        TestCertificates.writeAs(name + ".key", folder.resolve("shown.key"));
    }

    private static void done(Future<?> future) {
        try {
            future.await(LIMIT.toSeconds(), SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private SSLSocket connect() throws IOException {
        var socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", server.actualPort());
        socket.setSoTimeout((int) LIMIT.toMillis());
        socket.startHandshake();
        return socket;
    }

    private String shown() throws IOException {
        try (var socket = connect()) {
            var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName();
        }
    }

    private static String ask(SSLSocket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes());
        var answer = new StringBuilder();
        while (answer.indexOf("here") < 0) {
            int sign = socket.getInputStream().read();
            assertThat(sign).isNotNegative();
            answer.append((char) sign);
        }
        return answer.toString();
    }

    @Test
    void aChangedCertificateIsShownToWhoConnectsNextAndWhoIsConnectedNoticesNothing() throws IOException {
        assertThat(shown()).isEqualTo("CN=gateway");
        try (var before = connect()) {
            assertThat(ask(before)).startsWith("HTTP/1.1 200");
            show("renewed");
            await().atMost(LIMIT).until(() -> shown().equals("CN=renewed"));
            assertThat(ask(before)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aBrokenFileLeavesTheOldCertificateUntilItIsMended() throws IOException {
        Files.writeString(folder.resolve("shown.key"), "not a key");
        await().during(Duration.ofSeconds(5)).atMost(LIMIT).until(() -> shown().equals("CN=gateway"));
        show("rsa");
        await().atMost(LIMIT).until(() -> shown().equals("CN=rsa"));
    }

    @Test
    void aMetricTellsHowLongTheCertificateHolds() {
        double seconds =
                meters.get("atalaia_tls_certificate_remaining").timeGauge().value(SECONDS);
        assertThat(seconds).isGreaterThan(Duration.ofDays(365).toSeconds());
    }
}
