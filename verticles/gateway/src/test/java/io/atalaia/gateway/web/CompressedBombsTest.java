/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.House;
import io.atalaia.gateway.RawClient;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zip bombs: a few bytes that stand for very many, wherever something compressed could be sent to the gateway. */
class CompressedBombsTest {
    private static final int PLAIN = 64 << 20;
    private static House house;
    /** Vert.x closes a client to which nobody refers any more. */
    private static HttpClient client;

    @BeforeAll
    static void open() {
        house = House.open();
        client = house.vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static byte[] zipped(boolean gzip) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream zip =
                gzip ? new GZIPOutputStream(packed) : new DeflaterOutputStream(packed, new Deflater(9))) {
            byte[] blank = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
            for (int written = 0; written < PLAIN; written += blank.length) {
                zip.write(blank);
            }
        }
        return packed.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"gzip", "deflate", "br", "gzip, gzip"})
    void aCompressedBodyOfRestIsRefusedUnread(String encoding) throws IOException {
        var body = Buffer.buffer(zipped(!encoding.equals("deflate"))).slice(0, 60_000);
        var reply = house.send(HttpMethod.POST, "/api/v1/samples", Map.of("Content-Encoding", encoding), body);
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.json().getString("parameter")).isEqualTo("Content-Encoding");
    }

    @Test
    void aBodyThatIsCompressedInSecretIsNoJson() throws IOException {
        var body = Buffer.buffer(zipped(true)).slice(0, 60_000);
        assertThat(house.send(HttpMethod.POST, "/api/v1/samples", Map.of(), body)
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest(name = "grpc-encoding {0}")
    @ValueSource(strings = {"gzip", "deflate", "snappy", "identity, gzip"})
    void aCompressedMessageOfGrpcIsRefusedUnread(String encoding) throws IOException {
        assertThat(House.wait(status(encoding))).isEqualTo("12");
    }

    @Test
    void aMessageThatIsCompressedInSecretIsNotReadAndKeepsNobodyWaiting() throws IOException {
        var secret = status("identity");
        assertThat(house.get("/healthz").status()).isEqualTo(200);
        assertThat(secret.isComplete() && "0".equals(secret.result())).isFalse();
    }

    private static Future<String> status(String encoding) throws IOException {
        byte[] packed = zipped(true);
        var message =
                Buffer.buffer().appendByte((byte) 1).appendInt(packed.length).appendBytes(packed);
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(house.gateway.port())
                .setURI("/atalaia.ingest.v1.Ingest/SaveMetric")
                .addHeader("Content-Type", "application/grpc")
                .addHeader("Authorization", "Bearer " + House.TOKEN)
                .addHeader("grpc-encoding", encoding);
        return client.request(options)
                .compose(request -> request.send(message))
                .compose(response -> response.end().map(ended -> {
                    String head = response.getHeader("grpc-status");
                    return head == null ? response.getTrailer("grpc-status") : head;
                }))
                .otherwise("the stream was reset");
    }

    @Test
    void aCompressedMessageOfAPageEndsItsConnectionBeforeItIsBig() {
        var sockets = house.vertx.createWebSocketClient(new WebSocketClientOptions()
                .setTryUsePerMessageCompression(true)
                .setCompressionLevel(9));
        var socket = House.wait(sockets.connect(new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(house.gateway.port())
                .setURI("/eventbus/websocket")));
        var gone = new AtomicBoolean();
        socket.closeHandler(closed -> gone.set(true));
        // 20 MB of blanks are 20 KB on the wire, which is less than a message may be.
        socket.writeFinalTextFrame(" ".repeat(20 << 20)).onComplete(sent -> {});
        House.eventually(() -> assertThat(gone).isTrue());
        assertThat(house.get("/healthz").status()).isEqualTo(200);
        House.wait(sockets.close());
    }

    @Test
    void headersThatRepeatThemselvesAreRefused() {
        String many = "X-Many: a\r\n".repeat(2_000);
        assertThat(RawClient.send(house.gateway.port(), "GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + many + "\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }
}
