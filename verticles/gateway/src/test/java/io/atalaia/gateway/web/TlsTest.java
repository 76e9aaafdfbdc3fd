/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.gateway.GatewayConfig;
import io.atalaia.gateway.House;
import io.atalaia.gateway.TlsClient;
import io.atalaia.tests.support.TestCertificates;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ports of a gateway with a certificate, on real sockets. */
class TlsTest {
    /** An alert that ends the connection: of a version that is not spoken. */
    private static final String VERSION_ALERT = "0246";

    @TempDir
    Path folder;

    private House house;
    private TlsClient client;

    @BeforeEach
    void open() throws Exception {
        var plain = House.config();
        var files = plain.withTls(
                TestCertificates.write("gateway.pem", folder).toString(),
                TestCertificates.write("gateway.key", folder).toString(),
                Duration.ofDays(365));
        house = House.open(withClients(
                files, TestCertificates.write("authority.pem", folder).toString()));
        client = new TlsClient(folder, "");
    }

    private static GatewayConfig withClients(GatewayConfig config, String clients) {
        var tls = config.tls();
        return config.with(new GatewayConfig.Tls(tls.certificate(), tls.key(), clients, tls.hsts()));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private int port() {
        return house.gateway.port();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsThatAreGoodAreSpokenWithHttp2(String version) throws IOException {
        try (var socket = client.connect(port(), version, "h2", "http/1.1")) {
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
            assertThat(socket.getSession().getCipherSuite()).containsAnyOf("GCM", "CHACHA20");
        }
    }

    @Test
    void oneThatSpeaksTls11AtMostIsRefused() throws IOException {
        assertThat(alert("0302")).contains(VERSION_ALERT);
        assertThat(alert("0301")).contains(VERSION_ALERT);
    }

    /** The answer to a greeting with this version as its highest, in hexadecimal. */
    private String alert(String version) throws IOException {
        String hello = version + "11".repeat(32) + "00" + "0006" + "c013" + "c00a" + "002f" + "0100";
        byte[] body = HexFormat.of().parseHex(hello);
        var record = ByteBuffer.allocate(9 + body.length)
                .put((byte) 22)
                .putShort((short) 0x0301)
                .putShort((short) (4 + body.length))
                .putInt(1 << 24 | body.length)
                .put(body);
        try (var socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(record.array());
            return HexFormat.of().formatHex(socket.getInputStream().readAllBytes());
        }
    }

    @Test
    void aProgramAsksOverHttp2() throws Exception {
        var http = HttpClient.newBuilder().sslContext(client.context()).build();
        var answer = http.send(
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port() + "/api/v1/fleet"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.headers().firstValue("strict-transport-security")).contains("max-age=31536000");
    }

    @Test
    void whoSpeaksPlainTextIsToldSo() throws IOException {
        assertThat(plain(port(), "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 400 Bad Request")
                .endsWith("\r\n\r\nThis port speaks TLS: use https://\n");
        assertThat(plain(house.gateway.linesPort(), "{\"client\":\"a\",\"x\":1}\n"))
                .isEqualTo("{\"error\":\"this port speaks TLS\"}\n");
    }

    private static String plain(int port, String question) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void jsonLinesAreEncryptedToo() throws IOException {
        try (var socket = client.connect(house.gateway.linesPort(), "TLSv1.3")) {
            socket.getOutputStream().write("{\"client\":\"a\",\"ram\":58.1}\n".getBytes());
            assertThat(new String(socket.getInputStream().readNBytes(2))).isEqualTo("{\"");
        }
    }

    @Test
    void aClientMayShowACertificateOfTheAuthorityOrNoneButNotAStrangers() throws Exception {
        assertThat(client.get(port(), "/healthz")).first().isEqualTo("HTTP/1.1 200 OK");
        assertThat(new TlsClient(folder, "agent").get(port(), "/healthz"))
                .first()
                .isEqualTo("HTTP/1.1 200 OK");
        var stranger = new InsistentClient(folder);
        assertThatThrownBy(() -> stranger.get(port())).isInstanceOf(IOException.class);
    }

    @Test
    void answersCarryWhatBrowsersAreToHeed() throws IOException {
        assertThat(client.get(port(), "/api/v1/fleet"))
                .contains("Strict-Transport-Security: max-age=31536000", "X-Content-Type-Options: nosniff")
                .contains("X-Frame-Options: DENY", "Cross-Origin-Resource-Policy: same-origin")
                .anyMatch(line -> line.equalsIgnoreCase("cache-control: no-store"))
                .anyMatch(line -> line.matches("(?i)date: \\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT"))
                .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("server:"));
        assertThat(client.get(port(), "/"))
                .contains("Strict-Transport-Security: max-age=31536000", "Referrer-Policy: no-referrer")
                .contains("Cross-Origin-Embedder-Policy: require-corp", "Cross-Origin-Opener-Policy: same-origin")
                .anyMatch(line -> line.startsWith("Content-Security-Policy: default-src 'self';"));
    }

    @Test
    void aPageOfPlainTextIsAnotherOrigin() throws IOException {
        String ours = "127.0.0.1:" + port();
        assertThat(client.get(port(), "/eventbus/info", "Origin: http://" + ours))
                .first()
                .isEqualTo("HTTP/1.1 403 Forbidden");
        assertThat(client.get(port(), "/eventbus/info", "Origin: https://" + ours))
                .first()
                .isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void withoutACertificateNothingIsSaidOfTls() {
        try (var plain = House.open()) {
            var answer = plain.get("/api/v1/fleet");
            assertThat(answer.headers().contains("Strict-Transport-Security")).isFalse();
            assertThat(answer.headers().get("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.headers().contains("Server")).isFalse();
        }
    }
}
