/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.discovery.Check.Kind;
import io.atalaia.health.engine.Outcome;
import io.atalaia.health.engine.Subject;
import io.atalaia.health.engine.Subject.Reach;
import io.atalaia.health.engine.Subject.Target;
import io.atalaia.health.engine.Watch.Due;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JksOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks over HTTP against targets that lead elsewhere, drip and flood. */
class HttpProbeTest extends ProbeCase {
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
    void anAddressOfIpv6IsAskedByItsNumber() throws IOException {
        assumeThat(NetworkInterface.getByInetAddress(InetAddress.getByName("::1")))
                .as("IPv6")
                .isNotNull();
        var asked = new AtomicReference<String>();
        var server = vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.set(request.authority().toString());
                    request.response().end();
                })
                .listen(0, "::1")
                .await();
        int port = server.actualPort();
        assertThat(ask(Kind.HTTP, "/", "::1", port, Reach.HOME_ALONE).kind()).isEqualTo(Outcome.Kind.ABLE);
        assertThat(asked).hasValue("[::1]:" + port);
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
        patience = SHORT;
        assertThat(ask(Kind.HTTP, "/", port).passed()).isFalse();
        Awaitility.await().until(() -> closed.get() > 0);
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
        Awaitility.await().until(() -> closed.get() > 0);
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
    void manyAtOnceAllEndAndNothingStaysUnderWay() {
        int port = http(request -> request.response().end());
        var check = new Check(Kind.HTTP, "/", 2_000, LONG);
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
        Awaitility.await().until(() -> probes.running() == 0);
    }
}
