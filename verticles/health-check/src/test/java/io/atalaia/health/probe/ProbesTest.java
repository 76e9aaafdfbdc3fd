/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.discovery.Check.Kind;
import io.atalaia.health.engine.Outcome;
import io.atalaia.health.engine.Subject.Reach;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Each kind of check against targets that refuse, hang, and are not to be asked. */
class ProbesTest extends ProbeCase {
    @Test
    void refusedConnectionsAreKnownAsSuch() {
        int port = closedPort();
        for (Kind kind : List.of(Kind.HTTP, Kind.HTTPS, Kind.TCP, Kind.GRPC)) {
            assertThat(ask(kind, kind == Kind.GRPC || kind == Kind.TCP ? "" : "/", port)
                            .kind())
                    .as(kind.word())
                    .isEqualTo(Outcome.Kind.REFUSED);
        }
    }

    @Test
    void targetsThatHangAreGivenUpInTime() {
        patience = SHORT;
        int port = tcp(socket -> {});
        for (Kind kind : List.of(Kind.HTTP, Kind.HTTPS, Kind.GRPC)) {
            assertThat(ask(kind, kind == Kind.GRPC ? "" : "/", port).kind())
                    .as(kind.word())
                    .isEqualTo(Outcome.Kind.SILENT);
        }
        patience = LONG;
        assertThat(ask(Kind.TCP, "", port).kind()).isEqualTo(Outcome.Kind.ABLE);
        Awaitility.await().until(() -> probes.running() == 0);
    }

    @Test
    void udpPassesWhenAnythingComesBack() {
        var echo = vertx.createDatagramSocket();
        echo.handler(packet -> {
            if (packet.data().toString().equals("hello")) {
                var ignored = echo.send(
                        "there", packet.sender().port(), packet.sender().host());
            }
        });
        int port = echo.listen(0, "127.0.0.1").await().localAddress().port();
        assertThat(ask(Kind.UDP, "hello", port).kind()).isEqualTo(Outcome.Kind.ABLE);
        patience = SHORT;
        assertThat(ask(Kind.UDP, "else", port).kind()).isEqualTo(Outcome.Kind.SILENT);
        patience = LONG;
        assertThat(ask(Kind.UDP, "hello", port).kind()).isEqualTo(Outcome.Kind.ABLE);
    }

    @Test
    void grpcPassesWhenItServes() {
        int port = http(request -> request.body().onSuccess(body -> answerGrpc(request, body)));
        assertThat(ask(Kind.GRPC, "", port).kind()).isEqualTo(Outcome.Kind.ABLE);
        assertThat(ask(Kind.GRPC, "shop", port).kind()).isEqualTo(Outcome.Kind.ABLE);
        assertThat(ask(Kind.GRPC, "closed", port).detail()).contains("does not serve");
        assertThat(ask(Kind.GRPC, "unknown", port).detail()).contains("grpc-status 5");
    }

    private static void answerGrpc(HttpServerRequest request, Buffer body) {
        String service = body.length() > 7 ? body.getString(7, body.length()) : "";
        var response = request.response().putHeader("content-type", "application/grpc");
        if (service.equals("unknown")) {
            response.putHeader("grpc-status", "5").end();
            return;
        }
        response.putTrailer("grpc-status", "0");
        byte status = (byte) (service.equals("closed") ? 2 : 1);
        var ignored = response.end(Buffer.buffer(new byte[] {0, 0, 0, 0, 2, 8, status}));
    }

    @Test
    void aGrpcAnswerWithoutEndIsGivenUp() {
        int port = http(request -> {
            var response = request.response().putHeader("content-type", "application/grpc");
            for (int i = 0; i < 10; i++) {
                var ignored = response.write(Buffer.buffer(new byte[1024]));
            }
        });
        assertThat(ask(Kind.GRPC, "", port).detail()).contains("longer than");
    }

    @Test
    void deniedNetworksAndNamesOfLoopbackAreNotAsked() {
        var asked = new AtomicInteger();
        int port = tcp(socket -> asked.incrementAndGet());
        assertThat(ask(Kind.TCP, "", "192.0.2.7", port, Reach.ANY).detail()).contains("may not be checked");
        assertThat(ask(Kind.TCP, "", "localhost", port, Reach.ANY).passed()).isFalse();
        assertThat(asked).hasValue(0);
        assertThat(ask(Kind.TCP, "", "localhost", port, Reach.HOME_ALONE).passed())
                .isTrue();
    }

    @Test
    void aServiceOnTheBusThatNobodyServesIsRefused() {
        assertThat(ask(Kind.BUS, "", "nobody.here", 0, Reach.ANY).kind()).isEqualTo(Outcome.Kind.REFUSED);
    }
}
