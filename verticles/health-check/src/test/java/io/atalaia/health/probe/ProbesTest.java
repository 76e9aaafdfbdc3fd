/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.discovery.Check.Kind;
import io.atalaia.contracts.wire.WireTypes;
import io.atalaia.health.engine.Outcome;
import io.atalaia.health.engine.Subject;
import io.atalaia.health.engine.Subject.Reach;
import io.atalaia.health.engine.Subject.Target;
import io.atalaia.health.engine.Watch.Due;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.WireCodec;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.engine.Networks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.JksOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of check against targets that refuse, hang, lead elsewhere, drip and flood. */
class ProbesTest {
    private static final long PATIENCE = 2_000;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.on(vertx, new WireCodec(WireTypes.all()));
    private final Probes probes = probes(Networks.of(List.of(), List.of("192.0.2.0/24")));

    private Probes probes(Networks networks) {
        return new Probes(vertx, bus, Clock.system(), networks, new ProbeMeters(new SimpleMeterRegistry()));
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private Outcome ask(Kind kind, String target, String address, int port, Reach reach) {
        var check = new Check(kind, target, 2_000, PATIENCE);
        var subject = new Subject("a", "s", new Target(address, port, 1, List.of(check)), reach, "n", "n", true);
        Promise<Outcome> outcome = Promise.promise();
        vertx.runOnContext(go -> probes.ask(new Due(subject, 0)).onComplete(outcome));
        return outcome.future().await();
    }

    private Outcome ask(Kind kind, String target, int port) {
        return ask(kind, target, "127.0.0.1", port, Reach.HOME_ALONE);
    }

    private int http(Consumer<HttpServerRequest> handler) {
        return vertx.createHttpServer()
                .requestHandler(handler::accept)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }

    private int tcp(Consumer<NetSocket> handler) {
        return vertx.createNetServer()
                .connectHandler(handler::accept)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }

    private static int closedPort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void httpPassesWithASuccessAndFailsWithAnythingElse() {
        int port = http(request -> request.response()
                .setStatusCode(request.path().equals("/up") ? 204 : 503)
                .end());
        assertThat(ask(Kind.HTTP, "/up", port).kind()).isEqualTo(Outcome.Kind.ABLE);
        var unable = ask(Kind.HTTP, "/down", port);
        assertThat(unable.kind()).isEqualTo(Outcome.Kind.UNABLE);
        assertThat(unable.detail()).contains("503");
    }

    @Test
    void redirectsAreFailuresAndNotFollowed() {
        var followed = new AtomicInteger();
        int elsewhere = http(request -> {
            followed.incrementAndGet();
            request.response().end();
        });
        int port = http(request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "http://127.0.0.1:" + elsewhere + "/")
                .end());
        assertThat(ask(Kind.HTTP, "/", port).detail()).contains("302");
        assertThat(followed).hasValue(0);
    }

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
        int port = tcp(socket -> {});
        for (Kind kind : List.of(Kind.HTTP, Kind.HTTPS, Kind.GRPC)) {
            assertThat(ask(kind, kind == Kind.GRPC ? "" : "/", port).kind())
                    .as(kind.word())
                    .isEqualTo(Outcome.Kind.SILENT);
        }
        assertThat(ask(Kind.TCP, "", port).kind()).isEqualTo(Outcome.Kind.ABLE);
        Awaitility.await().until(() -> probes.running() == 0);
    }

    @Test
    void anAnswerThatDripsIsGivenUpInTimeAndItsConnectionClosed() {
        var closed = new AtomicInteger();
        int port = tcp(socket -> {
            long timer = vertx.setPeriodic(20, tick -> {
                var ignored = socket.write("H");
            });
            socket.closeHandler(end -> {
                vertx.cancelTimer(timer);
                closed.incrementAndGet();
            });
            vertx.setTimer(1, begin -> {
                var ignored = socket.write("HTTP/1.1 200 OK\r\nX: ");
            });
        });
        assertThat(ask(Kind.HTTP, "/", port).passed()).isFalse();
        Awaitility.await().until(() -> closed.get() == 1);
    }

    @Test
    void aHugeAnswerIsNotRead() {
        var written = new AtomicInteger();
        var closed = new AtomicInteger();
        Buffer chunk = Buffer.buffer(new byte[64 * 1024]);
        int port = http(request -> {
            var response = request.response().setChunked(true);
            request.connection().closeHandler(end -> closed.incrementAndGet());
            response.exceptionHandler(gone -> {});
            for (int i = 0; i < 200; i++) {
                response.write(chunk).onSuccess(done -> written.incrementAndGet());
            }
        });
        assertThat(ask(Kind.HTTP, "/", port).kind()).isEqualTo(Outcome.Kind.ABLE);
        Awaitility.await().until(() -> closed.get() == 1);
        assertThat(written.get()).isLessThan(200);
    }

    @Test
    void aHeadWithoutEndIsRefusedBeforeItFillsTheMemory() {
        int port = tcp(socket -> {
            var ignored = socket.write("HTTP/1.1 200 OK\r\nX: " + "a".repeat(1 << 20));
        });
        assertThat(ask(Kind.HTTP, "/", port).kind()).isEqualTo(Outcome.Kind.UNABLE);
    }

    @Test
    void whatIsNoHttpIsUnable() {
        int port = tcp(socket -> {
            var ignored = socket.end(Buffer.buffer("SSH-2.0-nothing\r\n"));
        });
        assertThat(ask(Kind.HTTP, "/", port).kind()).isEqualTo(Outcome.Kind.UNABLE);
    }

    @Test
    void overTlsAnyCertificateWillDo(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("keys.jks");
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=elsewhere",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit",
                        "-storetype",
                        "JKS",
                        "-keypass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(code).isZero();
        int port = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(
                                new JksOptions().setPath(store.toString()).setPassword("changeit")))
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
        // The first handshake of a JVM takes its time.
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(ask(Kind.HTTPS, "/", port).kind()).isEqualTo(Outcome.Kind.ABLE));
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
        assertThat(ask(Kind.UDP, "else", port).kind()).isEqualTo(Outcome.Kind.SILENT);
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

    @Test
    void manyAtOnceAllEndAndNothingStaysUnderWay() {
        int port = http(request -> request.response().end());
        var check = new Check(Kind.HTTP, "/", 2_000, 2_000);
        var subject = new Subject(
                "a", "s", new Target("127.0.0.1", port, 1, List.of(check)), Reach.HOME_ALONE, "n", "n", true);
        Promise<List<Outcome>> all = Promise.promise();
        vertx.runOnContext(go -> {
            var asked = java.util.stream.IntStream.range(0, 200)
                    .mapToObj(i -> probes.ask(new Due(subject, 0)))
                    .toList();
            Future.all(asked).map(done -> done.<Outcome>list()).onComplete(all);
        });
        assertThat(all.future().await()).allMatch(Outcome::passed);
        assertThat(probes.running()).isZero();
    }
}
