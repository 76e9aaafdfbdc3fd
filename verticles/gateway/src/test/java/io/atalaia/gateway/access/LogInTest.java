/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.access.Right;
import io.atalaia.contracts.access.UserRole;
import io.atalaia.gateway.House;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogInTest {
    private static final String OTHER_PASSWORD = "another long password";
    private final Gates gates = Gates.open();
    private final Map<String, String> admin = gates.session("admin", UserRole.ADMINISTRATOR);

    @AfterEach
    void close() {
        gates.close();
    }

    private int fleet(Map<String, String> headers) {
        return gates.house.get("/api/v1/fleet", headers).status();
    }

    private void addUser(String name, String role) {
        var user = new JsonObject().put("name", name).put("role", role).put("password", Gates.PASSWORD);
        assertThat(gates.post("/api/v1/users", user, admin).status()).isEqualTo(201);
    }

    @Test
    void whoLogsInIsKnownByTheCookieUntilLoggingOut() {
        addUser("ana", "operator");
        var reply = gates.logIn("Ana", Gates.PASSWORD);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().get("set-cookie"))
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/");
        var ana = Gates.begun(reply);
        var told = gates.house.get("/api/v1/session", ana).json();
        assertThat(told.getString("name")).isEqualTo("ana");
        assertThat(told.getString("role")).isEqualTo("operator");
        assertThat(told.getJsonArray("rights").getList()).isEqualTo(List.of("read", "operate"));
        assertThat(told.getString("csrf")).isEqualTo(ana.get("X-CSRF-Token"));
        assertThat(fleet(ana)).isEqualTo(200);
        assertThat(gates.house.send(HttpMethod.DELETE, "/api/v1/session", ana).status())
                .isEqualTo(204);
        assertThat(fleet(ana)).isEqualTo(401);
        assertThat(gates.house.get("/api/v1/session", ana).json().getString("kind"))
                .isEqualTo("nobody");
    }

    @Test
    void loggingOutEverywhereEndsEverySessionOfTheUser() {
        addUser("ana", "viewer");
        var one = Gates.begun(gates.logIn("ana", Gates.PASSWORD));
        var other = Gates.begun(gates.logIn("ana", Gates.PASSWORD));
        assertThat(fleet(other)).isEqualTo(200);
        assertThat(gates.house
                        .send(HttpMethod.DELETE, "/api/v1/session?everywhere=true", one)
                        .status())
                .isEqualTo(204);
        assertThat(fleet(one)).isEqualTo(401);
        assertThat(fleet(other)).isEqualTo(401);
        assertThat(fleet(admin)).isEqualTo(200);
    }

    @Test
    void aNewPasswordEndsOldSessionsAndIsTheOnlyOneThatCounts() {
        addUser("ana", "viewer");
        var ana = Gates.begun(gates.logIn("ana", Gates.PASSWORD));
        var wrong = new JsonObject().put("old", "not the password").put("password", OTHER_PASSWORD);
        assertThat(gates.send(HttpMethod.PUT, "/api/v1/me/password", ana, wrong).status())
                .isEqualTo(403);
        var right = new JsonObject().put("old", Gates.PASSWORD).put("password", OTHER_PASSWORD);
        var reply = gates.send(HttpMethod.PUT, "/api/v1/me/password", ana, right);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(fleet(ana)).isEqualTo(401);
        assertThat(fleet(Gates.begun(reply))).isEqualTo(200);
        assertThat(gates.logIn("ana", Gates.PASSWORD).status()).isEqualTo(401);
        assertThat(gates.logIn("ana", OTHER_PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aDisabledUserIsOutAtOnceAndARoleCountsFromItsChange() {
        addUser("ana", "viewer");
        var ana = Gates.begun(gates.logIn("ana", Gates.PASSWORD));
        assertThat(gates.house.get("/api/v1/users", ana).status()).isEqualTo(403);
        assertThat(change("ana", new JsonObject().put("role", "administrator"))).isEqualTo(200);
        assertThat(gates.house.get("/api/v1/users", ana).status()).isEqualTo(200);
        assertThat(change("ana", new JsonObject().put("disabled", true))).isEqualTo(200);
        assertThat(fleet(ana)).isEqualTo(401);
        assertThat(gates.logIn("ana", Gates.PASSWORD).status()).isEqualTo(401);
        assertThat(change("ana", new JsonObject().put("disabled", false))).isEqualTo(200);
        assertThat(gates.logIn("ana", Gates.PASSWORD).status()).isEqualTo(200);
        assertThat(gates.house
                        .send(HttpMethod.DELETE, "/api/v1/users/ana", admin)
                        .status())
                .isEqualTo(204);
        assertThat(gates.logIn("ana", Gates.PASSWORD).status()).isEqualTo(401);
    }

    private int change(String name, JsonObject change) {
        return gates.send(HttpMethod.PATCH, "/api/v1/users/" + name, admin, change)
                .status();
    }

    @Test
    void theLastAdministratorStays() {
        for (var change : List.of(new JsonObject().put("role", "viewer"), new JsonObject().put("disabled", true))) {
            assertThat(change("admin", change)).isEqualTo(409);
        }
        assertThat(gates.house
                        .send(HttpMethod.DELETE, "/api/v1/users/admin", admin)
                        .status())
                .isEqualTo(409);
        addUser("ana", "administrator");
        assertThat(change("admin", new JsonObject().put("role", "viewer"))).isEqualTo(200);
    }

    @Test
    void namesAndPasswordsThatCannotBeAreRefusedInASentence() {
        addUser("ana", "viewer");
        for (var wrong : List.of(
                new JsonObject().put("name", "<b>").put("role", "viewer").put("password", Gates.PASSWORD),
                new JsonObject().put("name", "bob").put("role", "king").put("password", Gates.PASSWORD),
                new JsonObject().put("name", "bob").put("password", Gates.PASSWORD),
                new JsonObject().put("name", "bob").put("role", "viewer").put("password", "short"),
                new JsonObject().put("name", "bob").put("role", "viewer"),
                new JsonObject()
                        .put("name", "b".repeat(12))
                        .put("role", "viewer")
                        .put("password", "B".repeat(12)))) {
            var reply = gates.post("/api/v1/users", wrong, admin);
            assertThat(reply.status()).as(wrong.encode()).isEqualTo(400);
            assertThat(reply.json().getString("detail")).startsWith("member '");
        }
        var again = new JsonObject().put("name", "ANA").put("role", "viewer").put("password", Gates.PASSWORD);
        assertThat(gates.post("/api/v1/users", again, admin).status()).isEqualTo(409);
    }

    @Test
    void aTokenIsToldOnceAndWorksUntilItIsRevoked() {
        var wish = new JsonObject().put("name", "grafana").put("scopes", List.of("read"));
        var reply = gates.post("/api/v1/tokens", wish, admin);
        assertThat(reply.status()).isEqualTo(201);
        var program = Gates.bearer(reply.json().getString("token"));
        assertThat(fleet(program)).isEqualTo(200);
        assertThat(gates.house.get("/api/v1/users", program).status()).isEqualTo(403);
        var listed = gates.house.get("/api/v1/tokens", admin);
        assertThat(listed.body().toString()).contains("grafana").doesNotContain("ata_");
        String id = reply.json().getString("id");
        assertThat(gates.house
                        .send(HttpMethod.DELETE, "/api/v1/tokens/" + id, admin)
                        .status())
                .isEqualTo(204);
        assertThat(fleet(program)).isEqualTo(401);
        assertThat(gates.house
                        .send(HttpMethod.DELETE, "/api/v1/tokens/none", admin)
                        .status())
                .isEqualTo(404);
        var bad = new JsonObject().put("name", "x").put("scopes", List.of("everything"));
        assertThat(gates.post("/api/v1/tokens", bad, admin).status()).isEqualTo(400);
    }

    @Test
    void theAuditTellsWhoDidWhatFromWhere() {
        addUser("ana", "operator");
        assertThat(gates.logIn("ana", "a wrong password").status()).isEqualTo(401);
        var ana = new HashMap<>(Gates.begun(gates.logIn("ana", Gates.PASSWORD)));
        ana.put("X-Request-Id", "the-drain");
        assertThat(gates.send(HttpMethod.POST, "/api/v1/nodes/nowhere/drain", ana, new JsonObject())
                        .status())
                .isEqualTo(404);
        var token = gates.token(Right.READ);
        assertThat(gates.send(HttpMethod.DELETE, "/api/v1/registrations/shop", Gates.bearer(token), null)
                        .status())
                .isEqualTo(403);
        House.eventually(() -> assertThat(entries())
                .containsExactlyInAnyOrder(
                        "admin user POST /api/v1/users /api/v1/users/ana role=operator done",
                        " nobody session.begin ana refused",
                        "ana user session.begin ana done",
                        "ana user POST /api/v1/nodes/:node/drain /api/v1/nodes/nowhere/drain refused",
                        "program token DELETE /api/v1/registrations/:id /api/v1/registrations/shop refused"));
        var items = gates.house.get("/api/v1/audit", admin).json().getJsonArray("items");
        assertThat(items.stream().map(JsonObject.class::cast))
                .allSatisfy(entry -> assertThat(entry.getString("from")).isEqualTo("127.0.0.1"))
                .anySatisfy(entry -> assertThat(entry.getString("request")).isEqualTo("the-drain"));
        var page = gates.house.get("/api/v1/audit?limit=2", admin).json();
        assertThat(page.getJsonArray("items")).hasSize(2);
        assertThat(gates.house
                        .get("/api/v1/audit?limit=3&after=" + page.getString("next"), admin)
                        .json()
                        .getJsonArray("items"))
                .hasSize(3);
        assertThat(gates.house.get("/api/v1/audit?after=nonsense", admin).status())
                .isEqualTo(400);
    }

    private List<String> entries() {
        return gates.house.get("/api/v1/audit", admin).json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .map(entry -> String.join(
                        " ",
                        entry.getString("who"),
                        entry.getString("kind"),
                        entry.getString("verb"),
                        entry.getString("object"),
                        entry.getString("outcome")))
                .toList();
    }
}
