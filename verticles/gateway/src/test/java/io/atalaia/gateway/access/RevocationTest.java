/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.access.Right;
import io.atalaia.contracts.access.UserRole;
import io.atalaia.gateway.House;
import io.atalaia.platform.access.AccessToken;
import io.atalaia.platform.access.Secrets;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is taken away on one node is worth nothing on another within a second: requests, streams and pages. */
class RevocationTest {
    private static final int ROUNDS = 5;
    /** Of gRPC: not compressed, and of no length. */
    private static final Buffer EMPTY_MESSAGE = Buffer.buffer(new byte[5]);

    private final Gates gates = Gates.open();
    private final Gates other = gates.another();
    /** Kept: Vert.x closes one to which nobody refers any more. */
    private HttpClient client;

    private final Map<String, String> admin = gates.session("admin", UserRole.ADMINISTRATOR);

    @AfterEach
    void close() {
        other.close();
        gates.close();
    }

    /** Milliseconds from the answer to the one node until the other one knows. */
    private static double millisUntil(Runnable revoke, java.util.function.BooleanSupplier gone) {
        revoke.run();
        long begun = System.nanoTime();
        House.eventually(() -> assertThat(gone.getAsBoolean()).isTrue());
        return (System.nanoTime() - begun) / 1e6;
    }

    private void revoke(String token) {
        String id = AccessToken.idOf(Secrets.hash(token));
        assertThat(gates.house
                        .send(HttpMethod.DELETE, "/api/v1/tokens/" + id, admin)
                        .status())
                .isEqualTo(204);
    }

    /** A second is the bar, which a bench measures; a machine that does much else gets three, and six once in a while. */
    private static void expectAboutASecond(String what, List<Double> millis) {
        double median =
                millis.stream().sorted().skip(millis.size() / 2).findFirst().orElseThrow();
        assertThat(median).as(what + " " + millis).isLessThan(3_000);
        assertThat(millis).as(what).allMatch(one -> one < 6_000);
    }

    @Test
    void requestsWithARevokedTokenAreRefusedOnTheOtherNode() {
        var took = new ArrayList<Double>();
        for (int i = 0; i < ROUNDS; i++) {
            String token = gates.token(Right.READ);
            assertThat(other.house.get("/api/v1/fleet", Gates.bearer(token)).status())
                    .isEqualTo(200);
            took.add(millisUntil(
                    () -> revoke(token),
                    () -> other.house.get("/api/v1/fleet", Gates.bearer(token)).status() == 401));
        }
        expectAboutASecond("requests", took);
        // Whatever else the machine does, it does not do it in every round.
        assertThat(took).anyMatch(one -> one < 1_500);
    }

    @Test
    void aStreamOfGrpcAndAPageThatATokenOpenedAreEndedOnTheOtherNode() {
        String token = gates.token(Right.READ);
        var stream = new AtomicBoolean();
        var page = new AtomicBoolean();
        watch(token, stream);
        connect(Gates.bearer(token), page);
        expectAboutASecond("streams", List.of(millisUntil(() -> revoke(token), () -> stream.get() && page.get())));
    }

    @Test
    void whoLogsOutEverywhereIsLoggedOutOnTheOtherNodeAndItsPagesEnd() {
        var ana = gates.session("ana", UserRole.OPERATOR);
        var page = new AtomicBoolean();
        connect(ana, page);
        assertThat(other.house.get("/api/v1/fleet", ana).status()).isEqualTo(200);
        Runnable leave = () -> assertThat(gates.house
                        .send(HttpMethod.DELETE, "/api/v1/session?everywhere=true", ana)
                        .status())
                .isEqualTo(204);
        expectAboutASecond(
                "pages",
                List.of(millisUntil(
                        leave,
                        () -> page.get()
                                && other.house.get("/api/v1/fleet", ana).status() == 401)));
    }

    private void connect(Map<String, String> headers, AtomicBoolean gone) {
        var wish = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(other.house.gateway.port())
                .setURI("/eventbus/websocket");
        headers.forEach(wish::addHeader);
        var socket = House.wait(other.house.sockets.connect(wish));
        socket.closeHandler(closed -> gone.set(true));
    }

    /** A stream that never ends by itself. */
    private void watch(String token, AtomicBoolean gone) {
        client = other.house.vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(other.house.gateway.port())
                .setURI("/atalaia.discovery.v1.Discovery/Watch")
                .addHeader("Content-Type", "application/grpc")
                .addHeader("TE", "trailers")
                .addHeader("Authorization", "Bearer " + token);
        var response = House.wait(client.request(options).compose(request -> request.send(EMPTY_MESSAGE)));
        assertThat(response.getHeader("grpc-status")).isNull();
        response.exceptionHandler(broken -> gone.set(true));
        response.endHandler(ended -> gone.set(true));
        response.handler(message -> {});
    }
}
