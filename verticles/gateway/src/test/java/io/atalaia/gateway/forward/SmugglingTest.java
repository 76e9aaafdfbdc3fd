/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that two readers would cut in two ways: each is refused, and none but the first reaches a service. */
class SmugglingTest {
    private static final String HIDDEN = "GET /shop/hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final Street street = new Street();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void serve() {
        street.serve("shop-1", this::take);
    }

    private void take(HttpServerRequest request) {
        seen.add(request.uri());
        request.body().onSuccess(body -> request.response().end("got " + body.length()));
    }

    @AfterEach
    void close() {
        street.close();
    }

    private static String post(String fields, String rest) {
        return "POST /shop/x HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n" + rest;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n",
                "Content-Length: 0\r\nContent-Length: 44\r\n",
                "Content-Length: 5, 6\r\n",
                "Content-Length: +5\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: 0x5\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "Transfer-Encoding: identity, chunked\r\n",
                "Transfer-Encoding: chunked, gzip\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Transfer-Encoding:\u000bchunked\r\n",
                " Transfer-Encoding: chunked\r\n",
                "Content-Length: 0\r\nConnection: Content-Length\r\n",
                "Host: other\r\n",
                "X: a\rTransfer-Encoding: chunked\r\n",
                "Content-Length\u0000: 5\r\n"
            })
    void framesThatCanBeReadInTwoWaysAreRefused(String fields) {
        String answer = street.raw(post(fields, "0\r\n\r\n" + HIDDEN));

        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("X-Atalaia-Error: bad-request")
                .doesNotContain("200 OK");
        assertThat(seen).isEmpty();
    }

    @Test
    void anOldVersionWithChunksIsRefused() {
        String answer =
                street.raw("POST /shop/x HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

        assertThat(answer).contains(" 400 ");
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\nabc\r\n0\r\n\r\n",
                "5;a\nb\r\nabcde\r\n0\r\n\r\n",
                "-3\r\nabc\r\n0\r\n\r\n",
                "3\r\nabcdef\r\n0\r\n\r\n",
                "fffffffffffffffff\r\nabc"
            })
    void badChunksReachNoServiceWhole(String chunks) {
        String answer = street.raw(post("Transfer-Encoding: chunked\r\n", chunks + HIDDEN));

        assertThat(answer).doesNotContain("200 OK").doesNotEndWith("(open)");
        assertThat(seen).doesNotContain("/hidden");
    }

    @Test
    void aBodyThatIsCutOffReachesNoServiceWhole() {
        String head = post("Content-Length: 1000000\r\n", "only the begin");
        try (var socket = new Socket("127.0.0.1", street.forwarding.port())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            eventually(() -> assertThat(seen).hasSize(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }

        eventually(() -> assertThat(street.meters.scrape())
                .contains("atalaia_forward_requests_total{instance=\"shop-1\",service=\"shop\",status=\"4xx\"} 1.0"));
    }

    @Test
    void whatFollowsARequestInItsConnectionIsARequestOfItsOwn() {
        String answer = street.raw(post("Content-Length: 3\r\n", "abc")
                + "GET /other/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).contains("got 3").contains("unknown-service");
        assertThat(seen).containsExactly("/x");
    }

    @Test
    void noLineOfAPathOrAFieldBecomesOneOfAnother() {
        assertThat(street.raw("GET /shop/x\rX-Evil:1 HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .contains(" 400 Bad Request");
        assertThat(street.raw("GET /shop/x HTTP/1.1 X\r\nHost: localhost\r\n\r\n"))
                .contains(" 400 Bad Request");
        assertThat(street.raw("GET /shop/x%0d%0aX-Evil:1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .contains(" 200 ");
        assertThat(seen).containsExactly("/x%0d%0aX-Evil:1");
    }
}
