/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.gateway.House;
import io.atalaia.gateway.TlsClient;
import io.atalaia.tests.support.TestCertificates;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forwarding in a gateway that has a certificate: over TLS, and over HTTP/2 for those who speak it. */
class EncryptedTest {
    @TempDir
    Path folder;

    private House house;
    private HttpClient client;
    private volatile MultiMap seen;

    @BeforeEach
    void open() throws Exception {
        house = House.open(House.config()
                .withTls(
                        TestCertificates.write("gateway.pem", folder).toString(),
                        TestCertificates.write("gateway.key", folder).toString(),
                        Duration.ofDays(1)));
        TestCertificates.write("authority.pem", folder);
        client = HttpClient.newBuilder()
                .sslContext(new TlsClient(folder, "").context())
                .build();
        int port = House.wait(house.vertx
                        .createHttpServer()
                        .requestHandler(this::answer)
                        .listen(0, "127.0.0.1"))
                .actualPort();
        house.catalog.put(Street.registration("shop-1", port, Map.of()), Health.PASSING);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void answer(HttpServerRequest request) {
        seen = request.headers();
        if (request.path().equals("/trailed")) {
            var ignored = request.response()
                    .setChunked(true)
                    .putTrailer("X-Checksum", "abc")
                    .putTrailer("Set-Cookie", "a=1")
                    .end("hello");
            return;
        }
        request.body().onSuccess(body -> request.response().end(request.path() + " " + body));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + house.gateway.forwardPort() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void aRequestOverHttp2IsForwardedWithoutWhatIsOurs() throws Exception {
        var answer = send(to("/shop/x")
                .header("Cookie", "a=1; __Host-atalaia-session=secret; b=2")
                .header("Authorization", "Basic YTpi"));

        assertThat(answer.statusCode()).isEqualTo(401);
        answer = send(to("/shop/x").header("Cookie", "a=1; __Host-atalaia-session=secret; b=2"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.body()).isEqualTo("/x ");
        assertThat(answer.headers().firstValue("strict-transport-security")).contains("max-age=86400");
        assertThat(answer.headers().firstValue("ratelimit-policy")).isPresent();
        assertThat(seen.get("Cookie")).isEqualTo("a=1; b=2");
        assertThat(seen.get("X-Forwarded-Proto")).isEqualTo("https");
        assertThat(seen.get("X-Forwarded-Host")).isEqualTo("127.0.0.1:" + house.gateway.forwardPort());
        assertThat(seen.names()).noneMatch(name -> name.startsWith(":"));
    }

    @Test
    void whatFollowsAnAnswerFollowsItOverHttp2() {
        var http = house.vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setTrustOptions(new PemTrustOptions()
                        .addCertPath(folder.resolve("authority.pem").toString())));
        var head = House.wait(http.request(HttpMethod.GET, house.gateway.forwardPort(), "localhost", "/shop/trailed")
                .compose(HttpClientRequest::send)
                .compose(got -> got.end().map(got)));

        assertThat(head.version()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(head.trailers().get("x-checksum")).isEqualTo("abc");
        assertThat(head.trailers().contains("set-cookie")).isFalse();
    }

    @Test
    void bodiesPassAndARefusedOneEndsItsStreamAlone() throws Exception {
        var large = "x".repeat(300_000);

        assertThat(send(to("/shop/x").POST(BodyPublishers.ofString(large))).body())
                .isEqualTo("/x " + large);
        assertThat(send(to("/none/x").POST(BodyPublishers.ofString(large))).statusCode())
                .isEqualTo(404);
        assertThat(send(to("/shop/y").PUT(BodyPublishers.ofString("small"))).body())
                .isEqualTo("/y small");
    }

    @Test
    void whoSpeaksPlainTextIsToldSo() throws IOException {
        try (var socket = new Socket("127.0.0.1", house.gateway.forwardPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET /shop/x HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes());
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 400 ");
        }
    }
}
