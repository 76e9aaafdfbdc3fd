/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.House;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamingTest {
    private static final int LARGE = 40 << 20;
    private static final Buffer PIECE = Buffer.buffer(new byte[64 << 10]);

    private final Street street = new Street();

    @AfterEach
    void close() {
        street.close();
    }

    /** Writes as fast as the reader takes, and counts what was written. */
    private static void pour(HttpServerResponse to, AtomicLong poured) {
        while (!to.writeQueueFull() && poured.get() < LARGE) {
            poured.addAndGet(PIECE.length());
            var ignored = to.write(PIECE);
        }
        if (poured.get() >= LARGE) {
            var ignored = to.end();
        } else {
            to.drainHandler(room -> pour(to, poured));
        }
    }

    @Test
    void aLargeAnswerIsPouredNoFasterThanItIsRead() {
        var poured = new AtomicLong();
        street.serve("shop-1", request -> pour(request.response().setChunked(true), poured));

        var head = House.wait(street.request(HttpMethod.GET, "/shop/large")
                .compose(request -> request.send().map(got -> {
                    got.pause();
                    return got;
                })));
        var last = new AtomicLong(-1);
        eventually(() -> assertThat(poured.get()).isPositive().isEqualTo(last.getAndSet(poured.get())));
        assertThat(poured.get()).isLessThan(LARGE / 2);

        var got = new AtomicLong();
        var ended = Promise.<Void>promise();
        head.handler(part -> got.addAndGet(part.length())).endHandler(ended::complete);
        head.resume();
        House.wait(ended.future());
        assertThat(got.get()).isEqualTo(poured.get());
    }

    @Test
    void aLargeBodyArrivesWhole() {
        street.serve("shop-1", request -> {
            var got = new AtomicLong();
            request.handler(part -> got.addAndGet(part.length()));
            request.endHandler(end -> request.response().end(got + " " + request.getHeader("Content-Length")));
        });

        var whole = street.send(HttpMethod.POST, "/shop/x", Map.of(), Buffer.buffer(new byte[LARGE]));
        assertThat(whole.body().toString()).isEqualTo(LARGE + " " + LARGE);

        var chunked = House.wait(street.request(HttpMethod.PUT, "/shop/x").compose(request -> {
            request.setChunked(true);
            for (int at = 0; at < 100; at++) {
                var ignored = request.write(PIECE);
            }
            return request.end().compose(sent -> request.response()).compose(head -> head.body());
        }));
        assertThat(chunked.toString()).isEqualTo(100 * PIECE.length() + " null");
    }

    @Test
    void anAnswerBeginsBeforeItsFirstEvent() {
        var writer = Promise.<HttpServerResponse>promise();
        street.serve("shop-1", request -> {
            var response = request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
            response.writeHead().onComplete(sent -> writer.complete(response));
        });

        var head = House.wait(street.request(HttpMethod.GET, "/shop/events").compose(request -> request.send()));
        assertThat(head.getHeader("Content-Type")).isEqualTo("text/event-stream");

        var first = Promise.<Buffer>promise();
        head.handler(first::tryComplete);
        var ignored = House.wait(writer.future()).write("data: 1\n\n");
        assertThat(House.wait(first.future()).toString()).isEqualTo("data: 1\n\n");
        House.wait(writer.future().result().end());
    }

    @Test
    void whatFollowsAnAnswerGoesOnButForWhatBelongsToItsHead() {
        List<String> timings = List.of("db;dur=5", "app;dur=7");
        street.serve("shop-1", request -> request.response()
                .setChunked(true)
                .putHeader("Trailer", "X-Checksum, Set-Cookie,Connection, Server-Timing")
                .putHeader("Connection", "keep-alive, X-Hop")
                .putTrailer("X-Checksum", "abc")
                .putTrailer("Server-Timing", timings)
                .putTrailer("X-Hop", "1")
                .putTrailer("Keep-Alive", "timeout=5")
                .putTrailer("Set-Cookie", "atalaia-session=stolen")
                .putTrailer("Content-Encoding", "gzip")
                .putTrailer("X-Atalaia-Error", "overloaded")
                .end("hello"));

        String answer = street.raw("GET /shop/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        String end = answer.substring(answer.lastIndexOf("\r\n0\r\n") + 5);

        assertThat(answer).containsIgnoringCase("\r\ntrailer: x-checksum, server-timing\r\n");
        assertThat(end).isEqualTo("x-checksum: abc\r\nserver-timing: db;dur=5\r\nserver-timing: app;dur=7\r\n\r\n");
        var head = House.wait(street.request(HttpMethod.GET, "/shop/x")
                .compose(request -> request.send())
                .compose(got -> got.end().map(got)));
        assertThat(head.trailers().get("X-Checksum")).isEqualTo("abc");
    }

    @Test
    void anAnswerThatBreaksOffIsNotEndedAsIfItWereWhole() {
        street.serve("shop-1", request -> {
            var response = request.response().setChunked(true);
            response.write("half").onComplete(sent -> request.connection().close());
        });

        var body = street.request(HttpMethod.GET, "/shop/x")
                .compose(request -> request.send())
                .compose(head -> head.body());

        assertThat(House.wait(body.map("whole").otherwise("broken"))).isEqualTo("broken");
    }

    @Test
    void aClientThatWaitsForAWordGetsItWhenAnInstanceIsThere() {
        street.serve("shop-1", request -> request.body()
                .onSuccess(body -> request.response().end(body)));

        String answer =
                street.raw("POST /shop/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nExpect: 100-continue\r\n"
                        + "Connection: close\r\n\r\nabc");
        assertThat(answer).startsWith("HTTP/1.1 100 ").contains("HTTP/1.1 200 ").endsWith("abc");

        String unknown = street.raw(
                "POST /none/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
        assertThat(unknown).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void anAnswerBeforeTheBodyWasSentEndsTheConnection() {
        street.serve("shop-1", request -> request.response().setStatusCode(413).end("too much"));

        String answer = street.raw("POST /shop/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nbegin");

        assertThat(answer)
                .startsWith("HTTP/1.1 413 ")
                .containsIgnoringCase("connection: close")
                .doesNotEndWith("(open)");
    }

    @Test
    void aWebSocketPassesBothWays() {
        street.serveSockets("chat-1");

        var socket = House.wait(street.sockets.connect(options("/chat/room?a=b").addSubProtocol("v1")));
        List<String> got = Collections.synchronizedList(new ArrayList<>());
        socket.textMessageHandler(got::add);
        for (int at = 0; at < 3; at++) {
            var ignored = socket.writeTextMessage("hello " + at + "x".repeat(50_000));
        }

        assertThat(socket.subProtocol()).isEqualTo("v1");
        eventually(() -> assertThat(got).hasSize(3).allMatch(text -> text.startsWith("/room?a=b hello")));
        assertThat(street.meters.scrape()).contains("atalaia_forward_active{service=\"chat\"} 1.0");
        assertThat(street.meters.scrape()).contains("atalaia_forward_waiting{service=\"chat\"} 0.0");
        House.wait(socket.close());
        eventually(() -> assertThat(street.meters.scrape())
                .contains("atalaia_forward_active{service=\"chat\"} 0.0")
                .contains("atalaia_forward_requests_total{instance=\"chat-1\",service=\"chat\",status=\"1xx\"} 1.0"));
    }

    @Test
    void aWebSocketThatAServiceRefusesIsRefused() {
        street.serve("shop-1", request -> request.response().setStatusCode(403).end("no"));

        var refused = House.wait(
                street.sockets.connect(options("/shop/x")).map(0).otherwise(cause -> ((UpgradeRejectedException) cause)
                        .getStatus()));

        assertThat(refused).isEqualTo(403);
    }

    @Test
    void aWebSocketFromAForeignPageIsRefused() {
        street.serveSockets("chat-1");
        String answer =
                street.raw("GET /chat/x HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                        + "Origin: http://evil.example\r\nCookie: atalaia-session=x\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 403 ").contains("X-Atalaia-Error: forbidden");
    }

    @Test
    void anotherProtocolIsNotAgreedOn() {
        street.serve("shop-1", request -> request.response().end("up " + request.getHeader("Upgrade")));

        String answer =
                street.raw("GET /shop/x HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings, close\r\n"
                        + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("up null");
    }

    private WebSocketConnectOptions options(String path) {
        return new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(street.forwarding.port())
                .setURI(path);
    }
}
