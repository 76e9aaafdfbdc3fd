/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.bridge;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.ProcessRow;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.gateway.House;
import io.atalaia.gateway.Script;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BridgeTest {
    private final House house = House.open(House.STANDING);
    private final WebSocketClient sockets = house.vertx.createWebSocketClient();
    private final Script one = new Script("m1", now());

    @BeforeEach
    void machines() {
        house.greet("m1", "alpha", Script.SCHEMA);
        house.live(one.second(10), one.second(12.345678));
        house.greet("m2", "beta", Script.SCHEMA);
        house.live(new Script("m2", now()).second(10));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static long now() {
        return System.currentTimeMillis() / 1000 * 1000 - 2000;
    }

    /** A page: a plain WebSocket with what arrived on it. */
    private final class PageSocket {
        final List<JsonObject> got = new CopyOnWriteArrayList<>();
        final WebSocket socket;
        volatile boolean closed;

        PageSocket(WebSocketConnectOptions options) {
            socket = House.wait(sockets.connect(
                    options.setHost("127.0.0.1").setPort(house.gateway.port()).setURI("/eventbus/websocket")));
            socket.binaryMessageHandler(message -> got.add(message.toJsonObject()));
            socket.closeHandler(ended -> closed = true);
        }

        PageSocket() {
            this(new WebSocketConnectOptions());
        }

        void say(String text) {
            House.wait(socket.writeTextMessage(text));
        }

        void register(String address) {
            say("{\"type\":\"register\",\"address\":\"" + address + "\",\"headers\":{}}");
        }

        void watch(String body) {
            say("{\"type\":\"send\",\"address\":\"atalaia.ui.v1.watch\",\"replyAddress\":\"r\",\"body\":" + body + "}");
        }

        List<JsonObject> at(String address) {
            return got.stream()
                    .filter(message -> address.equals(message.getString("address")))
                    .toList();
        }

        List<JsonObject> bodies(String address) {
            return at(address).stream()
                    .map(message -> message.getJsonObject("body"))
                    .toList();
        }
    }

    @Test
    void aRegisteredPageGetsOneFleetFrameASecond() {
        var page = new PageSocket();
        page.register("atalaia.ui.v1.fleet");

        eventually(() -> assertThat(page.bodies("atalaia.ui.v1.fleet")).hasSizeGreaterThan(2));
        var frames = page.bodies("atalaia.ui.v1.fleet");
        JsonObject first = frames.get(0);
        assertThat(frames)
                .extracting(frame -> frame.getLong("t"))
                .doesNotHaveDuplicates()
                .isSorted();
        eventually(() -> expectTwoASecondApart(page.bodies("atalaia.ui.v1.fleet")));
        JsonObject fleet = house.get("/api/v1/fleet").json();
        assertThat(first.getString("v")).isEqualTo(fleet.getString("v"));
        assertThat(fleet.getJsonArray("id").getList()).isEqualTo(List.of("m1", "m2"));
        assertThat(first.getJsonArray("cpu").getDouble(0)).isEqualTo(12.34);
        assertThat(first.getJsonArray("cpu").getValue(1)).isNull();
        assertThat(first.getJsonArray("st").getList()).isEqualTo(List.of(0, 0));
        assertThat(first.fieldNames())
                .containsExactlyInAnyOrder(
                        "v", "t", "cpu", "ram", "disk", "rx", "tx", "temp", "st", "lvl", "last", "history");
        assertThat(first.getBoolean("history")).isFalse();
    }

    /** A busy machine may leave one out. */
    private static void expectTwoASecondApart(List<JsonObject> frames) {
        var times = frames.stream().map(frame -> frame.getLong("t")).toList();
        assertThat(times).anyMatch(time -> times.contains(time + 1000));
    }

    @Test
    void aPageGetsOnlyTheMachineThatItWatches() {
        var watching = new PageSocket();
        var other = new PageSocket();
        for (PageSocket page : List.of(watching, other)) {
            page.register("atalaia.ui.v1.machine");
        }
        watching.watch("{\"machine\":\"m1\",\"every\":1}");
        other.watch("{\"machine\":\"m2\",\"every\":1}");

        eventually(() -> {
            assertThat(watching.bodies("atalaia.ui.v1.machine"))
                    .as(() -> "all: " + watching.got + " / " + other.got)
                    .hasSizeGreaterThan(2);
            assertThat(other.bodies("atalaia.ui.v1.machine")).hasSizeGreaterThan(2);
        });
        assertThat(watching.bodies("r")).containsExactly(new JsonObject().put("ok", true));
        assertThat(watching.bodies("atalaia.ui.v1.machine"))
                .allSatisfy(body -> assertThat(body.getString("machine")).isEqualTo("m1"));
        assertThat(other.bodies("atalaia.ui.v1.machine"))
                .allSatisfy(body -> assertThat(body.getString("machine")).isEqualTo("m2"));
    }

    @Test
    void theFirstFrameOfAWatchHasTheProcesses() {
        house.live(one.second(10, List.of(new ProcessRow(1, 5, "init", "root", 1, 2, 3L, null))));
        var page = new PageSocket();
        page.register("atalaia.ui.v1.machine");
        page.watch("{\"machine\":\"m1\",\"every\":10}");
        eventually(() -> assertThat(page.bodies("atalaia.ui.v1.machine")).isNotEmpty());
        assertThat(page.bodies("atalaia.ui.v1.machine")
                        .get(0)
                        .getJsonObject("processes")
                        .getJsonArray("rows"))
                .hasSize(1);
    }

    @Test
    void aWatchCanBeReplacedAndEnded() {
        var page = new PageSocket();
        page.register("atalaia.ui.v1.machine");
        page.watch("{\"machine\":\"m1\",\"every\":1}");
        page.watch("{\"machine\":\"m2\",\"every\":1,\"page\":\"77\"}");
        eventually(() -> assertThat(page.bodies("atalaia.ui.v1.machine"))
                .anySatisfy(body -> assertThat(body.getString("machine")).isEqualTo("m2")));
        page.watch("{\"machine\":null}");
        eventually(() -> assertThat(page.bodies("r")).hasSize(3));
    }

    @Test
    void aMachineThatNobodyKnowsCannotBeWatched() {
        var page = new PageSocket();
        page.watch("{\"machine\":\"nobody\"}");
        page.watch("{\"machine\":7}");
        page.watch("\"m1\"");
        page.watch("{\"machine\":\"m1\",\"every\":3}");
        eventually(() -> assertThat(page.at("r")).hasSize(4));
        assertThat(page.at("r"))
                .extracting(message -> message.getInteger("failureCode"))
                .containsExactly(404, 400, 400, 400);
    }

    @Test
    void aBadMessageCostsThePageAnErrorAndNotItsConnection() {
        var page = new PageSocket();
        page.say("this is not JSON");
        page.say("[1,2]");
        page.say("null");
        page.say("{}");
        page.say("{\"type\":\"send\",\"address\":\"atalaia.ui.v1.watch\",\"headers\":5,\"body\":{}}");
        page.say("{\"type\":\"ping\"}");
        page.register("atalaia.storage.v1.query");
        page.say("{\"type\":\"send\",\"address\":\"atalaia.storage.v1.query\",\"body\":{}}");
        page.say("{\"type\":\"publish\",\"address\":\"atalaia.ui.v1.fleet\",\"body\":{}}");
        // Whoever could publish here could watch in the name of another page.
        page.say(
                "{\"type\":\"publish\",\"address\":\"atalaia.ui.v1.watch\",\"body\":{\"machine\":null,\"page\":\"1\"}}");
        page.register("atalaia.ui.v1.fleet");
        eventually(() -> assertThat(page.bodies("atalaia.ui.v1.fleet")).isNotEmpty());
        assertThat(page.got.stream()
                        .filter(message -> "err".equals(message.getString("type")))
                        .map(message -> message.getString("body")))
                .startsWith("invalid_json")
                .contains("missing_type", "rejected")
                .endsWith("rejected", "rejected", "rejected", "rejected");
        assertThat(page.closed).isFalse();
    }

    /** A machine with so many network cards that a few of its frames fill whatever lies between. */
    private void largeMachine() {
        var series = new ArrayList<Series>();
        for (int i = 0; i < 3_000; i++) {
            series.add(new Series("node_network_receive_bytes_total", Map.of("device", "eth" + i), Kind.COUNTER));
        }
        Schema schema = Schema.of(series);
        house.greet("large", "large", schema);
        house.live(new Sample("large", "b".repeat(32), now(), schema.hash(), new double[3_000], null));
    }

    @Test
    void aPageThatDoesNotReadLosesFramesAndTheOthersDoNot() throws IOException {
        largeMachine();
        var quick = new PageSocket();
        quick.register("atalaia.ui.v1.fleet");
        var counter = house.meters.get("atalaia_frames").tag("fate", "dropped").counter();
        try (var deaf = new DeafPage(house.gateway.port())) {
            deaf.say("{\"type\":\"register\",\"address\":\"atalaia.ui.v1.machine\"}");
            // Each watch is answered with a frame at once: enough of them fill whatever lies between.
            eventually(() -> {
                deaf.say("{\"type\":\"send\",\"address\":\"atalaia.ui.v1.watch\",\"body\":{\"machine\":\"large\"}}");
                assertThat(counter.count()).isPositive();
            });
            int before = quick.bodies("atalaia.ui.v1.fleet").size();
            eventually(() -> assertThat(quick.bodies("atalaia.ui.v1.fleet")).hasSizeGreaterThan(before + 1));
            house.stopGateway();
        }
    }

    @Test
    void aPageOfAnotherSiteMayNotConnect() {
        assertThatThrownBy(
                        () -> new PageSocket(new WebSocketConnectOptions().putHeader("Origin", "http://evil.example")))
                .hasMessageContaining("403");
        var own = new PageSocket(
                new WebSocketConnectOptions().putHeader("Origin", "http://127.0.0.1:" + house.gateway.port()));
        assertThat(own.closed).isFalse();
        assertThat(house.get("/eventbus/info", Map.of("Origin", "http://evil.example"))
                        .status())
                .isEqualTo(403);
        assertThat(house.get("/eventbus/info").status()).isEqualTo(200);
    }

    @Test
    void onlySoManyPagesMayConnectAndAClosedOneMakesRoom() {
        var first = new PageSocket();
        for (int i = 0; i < 4; i++) {
            new PageSocket().register("atalaia.ui.v1.fleet");
        }
        eventually(() -> assertThat(house.get("/metrics").body().toString()).contains("atalaia_pages 5.0"));
        assertThatThrownBy(PageSocket::new).hasMessageContaining("503");
        House.wait(first.socket.close());
        eventually(() -> assertThat(house.get("/metrics").body().toString()).contains("atalaia_pages 4.0"));
        new PageSocket().register("atalaia.ui.v1.fleet");
    }

    @Test
    void aMessageThatIsTooLongEndsTheConnection() {
        var page = new PageSocket();
        page.socket.writeTextMessage("\"" + "x".repeat(200_000) + "\"");
        eventually(() -> assertThat(page.closed).isTrue());
    }
}
