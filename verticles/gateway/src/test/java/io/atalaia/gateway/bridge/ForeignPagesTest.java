/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.access.UserRole;
import io.atalaia.gateway.House;
import io.atalaia.gateway.access.Gates;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other sites that want the live connection of somebody who is logged in. */
class ForeignPagesTest {
    private static Gates gates;
    private static Map<String, String> ana;

    @BeforeAll
    static void open() {
        gates = Gates.open();
        ana = gates.session("ana", UserRole.ADMINISTRATOR);
    }

    @AfterAll
    static void close() {
        gates.close();
    }

    private static int connect(String path, String header, String value) {
        var options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(gates.house.gateway.port())
                .setURI(path)
                .addHeader("Cookie", ana.get("Cookie"))
                .addHeader(header, value);
        return House.wait(gates.house
                .sockets
                .connect(options)
                .compose(socket -> socket.close().map(101))
                .otherwise(cause -> cause instanceof UpgradeRejectedException refused ? refused.getStatus() : -1));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/eventbus/websocket", "/eventbus/000/abcdefgh/websocket"})
    void noWayToAWebSocketIsOpenToAForeignOrigin(String path) {
        int port = gates.house.gateway.port();
        for (String origin : List.of(
                "http://evil.example",
                "https://evil.example",
                "http://127.0.0.1:1",
                "http://127.0.0.1." + port + ".evil.example",
                "http://127.0.0.1:" + port + ".evil.example",
                "http://127.0.0.1:" + port + "@evil.example",
                "null",
                "",
                "file://")) {
            assertThat(connect(path, "Origin", origin)).as(origin).isEqualTo(403);
        }
        assertThat(connect(path, "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
    }

    @Test
    void ourOwnPageConnects() {
        assertThat(connect("/eventbus/websocket", "Origin", "http://127.0.0.1:" + gates.house.gateway.port()))
                .isEqualTo(101);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/eventbus/info",
                "/eventbus/000/abcdefgh/eventsource",
                "/eventbus/000/abcdefgh/htmlfile?c=alert",
                "/eventbus/000/abcdefgh/jsonp?c=alert",
                "/eventbus/iframe.html"
            })
    void whatReplacesWebSocketsIsNotOpenToAForeignPageEither(String path) {
        for (var foreign :
                List.of(Map.entry("Origin", "http://evil.example"), Map.entry("Sec-Fetch-Site", "cross-site"))) {
            var headers = new HashMap<>(ana);
            headers.put(foreign.getKey(), foreign.getValue());
            var reply = gates.house.get(path, headers);
            assertThat(reply.status()).as(path).isEqualTo(403);
            assertThat(reply.headers().get("Access-Control-Allow-Origin")).isNull();
        }
    }

    private static House.Reply post(String way, String header, String value) {
        var headers = new HashMap<>(ana);
        headers.remove("X-CSRF-Token");
        headers.put(header, value);
        return gates.house.send(HttpMethod.POST, "/eventbus/000/" + way, headers);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"xhr", "xhr_streaming", "xhr_send", "jsonp_send"})
    void nothingIsSentForAForeignPage(String way) {
        assertThat(post("abcdefgh/" + way, "Origin", "http://evil.example").status())
                .isEqualTo(403);
        assertThat(post("abcdefgh/" + way, "Sec-Fetch-Site", "cross-site").status())
                .isEqualTo(403);
    }

    @Test
    void ourOwnPageHasAWayAroundAProxyThatLetsNoWebSocketPass() {
        var reply = post("ijklmnop/xhr", "Origin", "http://127.0.0.1:" + gates.house.gateway.port());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().toString()).isEqualTo("o\n");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"eventsource", "htmlfile?c=alert", "jsonp?c=alert"})
    void whatOldBrowsersNeededIsNotThere(String way) {
        assertThat(gates.house.get("/eventbus/000/abcdefgh/" + way, ana).status())
                .isEqualTo(404);
    }
}
