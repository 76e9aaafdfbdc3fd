/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.House;
import io.atalaia.gateway.LimitsConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Clients that ask for too much, take too long, or may no more. */
class SlowClientsTest {
    private static final Duration SHORT = Duration.ofMillis(400);

    private static LimitsConfig limits(int perSecond, int burst) {
        return new LimitsConfig(100, 100, SHORT, SHORT, 1000, 1000, perSecond, burst);
    }

    /** One request may wait for a service, for a second. */
    private static ForwardConfig config() {
        var one = House.forward();
        return new ForwardConfig(
                "",
                0,
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                one.connect(),
                one.idle(),
                1_000,
                1,
                1,
                500,
                List.of(),
                List.of(),
                "",
                "",
                one.maxLog());
    }

    @Test
    void whoAsksForTooMuchIsToldWhenToComeAgainAndTheServiceNeverSeesIt() {
        try (var street = new Street(House.forward(), limits(1, 2))) {
            street.serve("shop-1", request -> request.response().end("hello"));

            assertThat(street.get("/shop/x").header("RateLimit")).startsWith("\"forwarded\";r=1;");
            assertThat(street.get("/shop/x").header("RateLimit-Policy")).isEqualTo("\"forwarded\";q=2;w=2");
            // Each second allows one more, of which a busy machine may need some.
            eventually(() -> {
                var refused = street.get("/shop/x");
                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.error()).isEqualTo("too-many");
                assertThat(refused.header("Retry-After")).isEqualTo("1");
            });
            street.forwarding.change(limits(1_000, 1_000));
            eventually(() -> assertThat(street.get("/shop/x").status()).isEqualTo(200));
        }
    }

    @Test
    void whoSendsHeadersOrABodyByTheByteIsDisconnectedAndHoldsNoPlaceMeanwhile() throws IOException {
        try (var street = new Street(config(), limits(1_000, 1_000));
                var slow = new Socket("127.0.0.1", street.forwarding.port())) {
            street.serve("shop-1", request -> request.response().end("hello"));
            slow.setSoTimeout((int) House.PATIENCE.toMillis());
            slow.getOutputStream()
                    .write("PUT /shop/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\na"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(street.get("/shop/x").status()).isEqualTo(200);
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
            assertThat(street.raw("GET /shop/x HT")).isEmpty();
            assertThat(street.raw("POST /shop/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"))
                    .doesNotEndWith("(open)");
        }
    }

    @Test
    void anUploadMayTakeLongerThanTheTimeForAnAnswer() {
        try (var street = new Street(config(), limits(1_000, 1_000))) {
            street.serve("shop-1", request -> request.body()
                    .onSuccess(body -> request.response().end("got " + body.length())));
            var sending = House.wait(street.request(HttpMethod.POST, "/shop/x")).setChunked(true);
            int[] sent = {0};
            var tick = street.vertx.setPeriodic(50, at -> {
                if (sent[0]++ < 25) {
                    var ignored = sending.write(Buffer.buffer("x".repeat(1_000)));
                } else {
                    street.vertx.cancelTimer(at);
                    var ignored = sending.end();
                }
            });

            var answer = House.wait(sending.response().compose(HttpClientResponse::body));
            assertThat(answer.toString()).isEqualTo("got 25000");
            street.vertx.cancelTimer(tick);
        }
    }

    @Test
    void aWebSocketEndsWhenItsCallerMayReadNoMore() {
        try (var street = new Street()) {
            street.serveSockets("chat-1");
            var socket = House.wait(street.sockets.connect(new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(street.forwarding.port())
                    .setURI("/chat/x")));
            var ended = new AtomicBoolean();
            socket.closeHandler(closed -> ended.set(true));

            eventually(() -> assertThat(street.watched).hasSize(1));
            assertThat(street.watched.get(0).over()).isFalse();
            street.vertx.runOnContext(revoked -> street.watched.get(0).end());

            eventually(() -> assertThat(ended).isTrue());
            eventually(() -> assertThat(street.watched.get(0).over()).isTrue());
        }
    }

    @Test
    void whatIsOverSoonNeedsNoWatching() {
        try (var street = new Street()) {
            street.serve("shop-1", request -> request.response().end("hello"));

            assertThat(street.send(HttpMethod.GET, "/shop/x", Map.of(), null).status())
                    .isEqualTo(200);
            assertThat(street.watched).isEmpty();
        }
    }
}
