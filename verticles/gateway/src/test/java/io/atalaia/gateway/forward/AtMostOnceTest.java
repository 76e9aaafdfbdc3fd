/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.House;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both of a service's instances fail at one point of an exchange; what counts is how often it began. */
class AtMostOnceTest {
    private static final Map<String, String> HONOURED = Map.of("idempotency-key", "honoured");
    private static final Map<String, String> KEY = Map.of("Idempotency-Key", "order-7");
    private static final String UNSENT = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly the begin";

    private Street street = new Street();
    private final AtomicInteger reached = new AtomicInteger();

    /** For instances that do not answer: elsewhere an answer that a busy machine delays would count as none. */
    private static ForwardConfig quick() {
        var one = House.forward();
        return new ForwardConfig(
                "",
                0,
                1,
                Duration.ofSeconds(1),
                Duration.ofMillis(150),
                one.connect(),
                one.idle(),
                1_000,
                20,
                200,
                500,
                List.of(),
                List.of(),
                "",
                "",
                one.maxLog());
    }

    @AfterEach
    void close() {
        street.close();
    }

    enum Fault {
        ENDS_AT_THE_HEAD(NetSocket::close, 502),
        ANSWERS_WHAT_IS_NO_HTTP(socket -> socket.write("what?\r\n\r\n").onComplete(sent -> socket.close()), 502),
        ENDS_AMID_THE_HEAD(socket -> socket.write("HTTP/1.1 200 O").onComplete(sent -> socket.close()), 502),
        ENDS_AMID_THE_BODY(socket -> socket.write(UNSENT).onComplete(sent -> socket.close()), 0),
        ANSWERS_500(socket -> socket.write("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"), 500),
        ANSWERS_503(socket -> socket.write("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"), 503),
        HANGS(socket -> {}, 504);

        private final Handler<NetSocket> deed;
        private final int status;

        Fault(Handler<NetSocket> deed, int status) {
            this.deed = deed;
            this.status = status;
        }
    }

    private void two(Fault fault, Map<String, String> meta) {
        if (fault == Fault.HANGS) {
            street.close();
            street = new Street(quick());
        }
        for (String id : List.of("shop-1", "shop-2")) {
            int port = House.wait(street.vertx
                            .createNetServer()
                            .connectHandler(socket -> socket.handler(request -> {
                                reached.incrementAndGet();
                                fault.deed.handle(socket);
                            }))
                            .listen(0, "127.0.0.1"))
                    .actualPort();
            street.register(id, port, meta);
        }
    }

    /** @return the status; 0 when the answer broke off */
    private int status(HttpMethod method, Map<String, String> headers, String body) {
        return House.wait(street.sending(method, "/shop/x", headers, body == null ? null : Buffer.buffer(body))
                .map(Street.Reply::status)
                .otherwise(0));
    }

    @ParameterizedTest
    @EnumSource
    void aPostReachesAtMostOneInstance(Fault fault) {
        two(fault, Map.of());

        assertThat(status(HttpMethod.POST, KEY, "body")).isEqualTo(fault.status);

        assertThat(reached).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void aPatchWithoutAKeyReachesAtMostOneInstanceThoughKeysAreHonoured(Fault fault) {
        two(fault, HONOURED);

        assertThat(status(HttpMethod.PATCH, Map.of(), "body")).isEqualTo(fault.status);

        assertThat(reached).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void aGetReachesAtMostTwo(Fault fault) {
        two(fault, Map.of());

        assertThat(status(HttpMethod.GET, Map.of(), null)).isEqualTo(fault.status);

        assertThat(reached).hasValue(fault == Fault.ENDS_AMID_THE_BODY ? 1 : 2);
    }

    @Test
    void aPostWithAKeyThatIsHonouredGoesToASecondOne() {
        two(Fault.ENDS_AT_THE_HEAD, HONOURED);

        assertThat(status(HttpMethod.POST, KEY, "body")).isEqualTo(502);

        assertThat(reached).hasValue(2);
    }

    @Test
    void aBodyTooLargeToBeKeptIsSentOnce() {
        two(Fault.ENDS_AT_THE_HEAD, HONOURED);

        assertThat(status(HttpMethod.PUT, Map.of(), "x".repeat(20_000))).isIn(502, 0);

        assertThat(street.meters.scrape()).doesNotContain("atalaia_forward_retries_total");
    }

    @Test
    void whatWasNotSentGoesToAnotherWhateverItIs() {
        street.register("shop-1", 1, Map.of());
        street.serve("shop-2", request -> request.body()
                .onSuccess(body -> request.response().end(body)));

        for (int at = 0; at < 20; at++) {
            var reply = street.send(HttpMethod.POST, "/shop/x", Map.of(), Buffer.buffer("order " + at));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body().toString()).isEqualTo("order " + at);
        }
    }

    @Test
    void whereNobodyCanBeReachedThatIsTold() {
        street.register("shop-1", 1, Map.of());

        var reply = street.get("/shop/x");

        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.error()).isEqualTo("connection");
        assertThat(reply.json().getString("detail"))
                .isEqualTo("an instance cannot be reached: the connection was refused");
    }
}
