/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.bridge;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.House;
import io.atalaia.gateway.Script;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BridgeTest {
    private final House house = House.open();
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
        assertThat(frames.get(1).getLong("t") - first.getLong("t")).isEqualTo(1000);
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
}
