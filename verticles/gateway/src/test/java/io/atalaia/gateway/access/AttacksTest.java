/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.access.Right;
import io.atalaia.contracts.access.UserRole;
import io.atalaia.gateway.House;
import io.atalaia.gateway.House.Reply;
import io.atalaia.platform.access.AccessToken;
import io.atalaia.platform.access.Secrets;
import io.atalaia.platform.access.Session;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What attackers try at the door; each test names its case. */
class AttacksTest {
    private final Gates gates = Gates.open();
    private final Map<String, String> admin = gates.session("admin", UserRole.ADMINISTRATOR);

    @AfterEach
    void close() {
        gates.close();
    }

    private int fleet(Map<String, String> headers) {
        return gates.house.get("/api/v1/fleet", headers).status();
    }

    private int drain(Map<String, String> headers) {
        return gates.send(HttpMethod.POST, "/api/v1/nodes/nowhere/drain", headers, new JsonObject())
                .status();
    }

    private Map<String, String> but(String header, String value) {
        var headers = new HashMap<>(admin);
        headers.put(header, value);
        return headers;
    }

    @Test
    void sessionFixation_aSessionThatWasPlantedInTheBrowserIsNotTheOneThatBegins() {
        String planted = Secrets.random();
        var login = new JsonObject().put("name", "admin").put("password", Gates.PASSWORD);
        var reply = gates.post("/api/v1/session", login, Map.of("Cookie", "atalaia-session=" + planted));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(Gates.cookie(reply)).doesNotContain(planted);
        assertThat(fleet(Map.of("Cookie", "atalaia-session=" + planted))).isEqualTo(401);
    }

    @Test
    void sessionFixation_theAttackersOwnSessionDoesNotBecomeTheVictims() {
        var attacker = gates.session("mallory", UserRole.VIEWER);
        var login = new JsonObject().put("name", "admin").put("password", Gates.PASSWORD);
        assertThat(gates.post("/api/v1/session", login, attacker).status()).isEqualTo(200);
        assertThat(gates.house.get("/api/v1/users", attacker).status()).isEqualTo(401);
    }

    @Test
    void csrf_aCookieWithoutTheHeaderChangesNothing() {
        assertThat(drain(Map.of("Cookie", admin.get("Cookie")))).isEqualTo(403);
        assertThat(drain(but("X-CSRF-Token", "guessed"))).isEqualTo(403);
        var other = gates.session("ana", UserRole.ADMINISTRATOR);
        assertThat(drain(but("X-CSRF-Token", other.get("X-CSRF-Token")))).isEqualTo(403);
        assertThat(drain(admin)).isEqualTo(404);
        assertThat(gates.house
                        .send(HttpMethod.DELETE, "/api/v1/session", Map.of("Cookie", admin.get("Cookie")))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void csrf_pagesOfAnotherOriginChangeNothingAndLogNobodyIn() {
        for (var foreign : List.of(
                Map.entry("Origin", "http://evil.example"),
                Map.entry("Origin", "http://127.0.0.1:1"),
                Map.entry("Origin", "null"),
                Map.entry("Sec-Fetch-Site", "cross-site"),
                Map.entry("Sec-Fetch-Site", "same-site"))) {
            assertThat(drain(but(foreign.getKey(), foreign.getValue())))
                    .as(foreign.toString())
                    .isEqualTo(403);
            var login = new JsonObject().put("name", "admin").put("password", Gates.PASSWORD);
            assertThat(gates.post("/api/v1/session", login, Map.of(foreign.getKey(), foreign.getValue()))
                            .status())
                    .as("login of " + foreign)
                    .isEqualTo(403);
        }
        assertThat(drain(but("Origin", "http://127.0.0.1:" + gates.house.gateway.port())))
                .isEqualTo(404);
        assertThat(drain(but("Sec-Fetch-Site", "same-origin"))).isEqualTo(404);
    }

    @Test
    void webSocketHijacking_aPageOfAnotherOriginGetsNoConnection() {
        for (String origin : List.of("http://evil.example", "http://127.0.0.1:1", "null")) {
            var options = new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(gates.house.gateway.port())
                    .setURI("/eventbus/websocket")
                    .addHeader("Cookie", admin.get("Cookie"))
                    .addHeader("Origin", origin);
            var refused = gates.house.sockets.connect(options);
            assertThat(House.wait(refused.map("connected").otherwise(Throwable::getMessage)))
                    .as(origin)
                    .contains("403");
        }
    }

    @Test
    void forgedTokens_noneIsLetIn() {
        String token = gates.token(Right.ADMIN);
        assertThat(fleet(Gates.bearer(token))).isEqualTo(200);
        String algorithmNone = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiIsInNjb3BlIjoiYWRtaW4ifQ.";
        for (String wrong : List.of(
                TokenText.random(),
                token.substring(0, token.length() - 1) + (token.endsWith("A") ? "B" : "A"),
                token.toUpperCase(java.util.Locale.ROOT),
                AccessToken.idOf(Secrets.hash(token)),
                Secrets.hash(token),
                "ata_",
                algorithmNone,
                "{\"$gt\":\"\"}")) {
            assertThat(fleet(Gates.bearer(wrong))).as(wrong).isEqualTo(401);
        }
        assertThat(fleet(Map.of("Authorization", "Basic YWRtaW46YWRtaW4="))).isEqualTo(401);
        assertThat(fleet(Gates.bearer(gates.token(2_000, Right.ADMIN)))).isEqualTo(401);
    }

    @Test
    void stolenHashes_whatTheDatabaseHoldsOpensNothing() {
        String secret = admin.get("Cookie").substring("atalaia-session=".length());
        assertThat(fleet(Map.of("Cookie", "atalaia-session=" + Secrets.hash(secret))))
                .isEqualTo(401);
        assertThat(fleet(Map.of("Cookie", "atalaia-session=" + secret))).isEqualTo(200);
    }

    @Test
    void endedSessions_anOldCookieIsWorthNothing() {
        String secret = Secrets.random();
        long now = System.currentTimeMillis();
        House.wait(gates.stores.sessions().begin(new Session(Secrets.hash(secret), "admin", 0, 1_000, now, now - 1)));
        assertThat(fleet(Map.of("Cookie", "atalaia-session=" + secret))).isEqualTo(401);
        String idle = Secrets.random();
        House.wait(gates.stores
                .sessions()
                .begin(new Session(Secrets.hash(idle), "admin", 0, 1_000, now - 43_200_001, now + 1_000)));
        assertThat(fleet(Map.of("Cookie", "atalaia-session=" + idle))).isEqualTo(401);
    }

    @Test
    void userEnumeration_anUnknownNameIsToldAsAWrongPasswordIs() {
        var known = gates.logIn("admin", "a wrong password");
        var unknown = gates.logIn("nobody", "a wrong password");
        var impossible = gates.logIn("no/name", "a wrong password");
        for (Reply reply : List.of(known, unknown, impossible)) {
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.json().getString("detail")).isEqualTo("the name or the password is wrong");
        }
    }

    @Test
    void guessing_whoFailsTooOftenMustWaitWhetherTheAccountExistsOrNot() {
        // Where no time passes the wait of a second does not end while a busy machine checks a password.
        try (var still = Gates.open(House.STANDING)) {
            var known = still.session("admin", UserRole.ADMINISTRATOR);
            for (int i = 0; i < 8; i++) {
                assertThat(still.logIn("admin", "a wrong password").status()).isEqualTo(401);
            }
            var waits = still.logIn("admin", Gates.PASSWORD);
            assertThat(waits.status()).isEqualTo(429);
            assertThat(Integer.parseInt(waits.headers().get("Retry-After"))).isPositive();
            assertThat(still.house.get("/api/v1/fleet", known).status()).isEqualTo(200);
            for (int i = 0; i < 2; i++) {
                assertThat(still.logIn("another", "a wrong password").status()).isEqualTo(401);
            }
            assertThat(still.logIn("yet-another", "a wrong password").status()).isEqualTo(429);
        }
    }

    @Test
    void queryInjection_noFieldReachesTheDatabaseAsAnythingButText() {
        for (Object injected : List.of(new JsonObject().put("$gt", ""), List.of("admin"), 1, true)) {
            var login = new JsonObject().put("name", injected).put("password", Gates.PASSWORD);
            assertThat(gates.post("/api/v1/session", login, Map.of()).status()).isEqualTo(400);
        }
        assertThat(gates.house
                        .send(HttpMethod.DELETE, "/api/v1/tokens/%7B%22%24ne%22%3A1%7D", admin)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void pathTricks_noWritingOfAPathComesPastTheGate() {
        for (String path : List.of(
                "/api/v1/users",
                "/api/v1/users/",
                "/api//v1/users",
                "/api/v1/./users",
                "/x/../api/v1/users",
                "/api/v1/%75sers",
                "/%61pi/v1/users",
                "/api/v1/users;a=b",
                "/api/v1/users%2f",
                "/API/v1/users",
                "//api/v1/users")) {
            var reply = gates.house.get(path);
            boolean page = reply.headers().get("Content-Type").startsWith("text/html");
            assertThat(page || reply.status() == 401 || reply.status() == 404)
                    .as(path + " " + reply.status())
                    .isTrue();
        }
    }

    @Test
    void revokedCredentials_stopOnAnotherNodeWithinASecondEvenInTheMidstOfAStream() {
        try (var other = gates.another()) {
            String token = gates.token(Right.READ);
            var wish = new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(other.house.gateway.port())
                    .setURI("/eventbus/websocket")
                    .addHeader("Authorization", "Bearer " + token);
            var socket = House.wait(other.house.sockets.connect(wish));
            var gone = new AtomicBoolean();
            socket.closeHandler(closed -> gone.set(true));
            assertThat(other.house.get("/api/v1/fleet", Gates.bearer(token)).status())
                    .isEqualTo(200);
            String id = AccessToken.idOf(Secrets.hash(token));
            assertThat(gates.house
                            .send(HttpMethod.DELETE, "/api/v1/tokens/" + id, admin)
                            .status())
                    .isEqualTo(204);
            long revoked = System.nanoTime();
            House.eventually(() -> assertThat(other.house
                            .get("/api/v1/fleet", Gates.bearer(token))
                            .status())
                    .isEqualTo(401));
            House.eventually(() -> assertThat(gone).isTrue());
            // A second, and what a busy machine may add to two things.
            assertThat(System.nanoTime() - revoked).isLessThan(6_000_000_000L);
        }
    }

    @Test
    void revokedCredentials_aPageWhoseUserWasDisabledIsCutOff() {
        var ana = gates.session("ana", UserRole.VIEWER);
        var wish = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(gates.house.gateway.port())
                .setURI("/eventbus/websocket")
                .addHeader("Cookie", ana.get("Cookie"));
        var socket = House.wait(gates.house.sockets.connect(wish));
        var gone = new AtomicBoolean();
        socket.closeHandler(closed -> gone.set(true));
        assertThat(gates.send(HttpMethod.PATCH, "/api/v1/users/ana", admin, new JsonObject().put("disabled", true))
                        .status())
                .isEqualTo(200);
        House.eventually(() -> assertThat(gone).isTrue());
    }
}
