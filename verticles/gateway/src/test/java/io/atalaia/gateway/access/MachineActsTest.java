/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.access.Right;
import io.atalaia.contracts.access.UserRole;
import io.atalaia.contracts.storage.StorageApi.KnownMachine;
import io.atalaia.gateway.FakeStorage;
import io.atalaia.gateway.House;
import io.atalaia.gateway.House.Reply;
import io.atalaia.gateway.Script;
import io.atalaia.platform.access.AccessToken;
import io.atalaia.platform.access.Secrets;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What operators say of machines and do to them; each test has machines of its own. */
class MachineActsTest {
    private static final long NOW = System.currentTimeMillis() / 1000 * 1000;
    private static Gates gates;
    private static House house;
    private static Map<String, String> operator;

    @BeforeAll
    static void open() {
        gates = Gates.open();
        house = gates.house;
        operator = gates.session("olga", UserRole.OPERATOR);
    }

    @AfterAll
    static void close() {
        gates.close();
    }

    private static void machine(String id, String name) {
        house.greet(id, name, Script.SCHEMA);
        house.live(new Script(id, NOW - 2_000).second(40));
    }

    private static Reply change(String id, JsonObject body, Map<String, String> more) {
        var headers = new HashMap<>(operator);
        headers.putAll(more);
        return gates.send(HttpMethod.PATCH, "/api/v1/machines/" + id, headers, body);
    }

    private static Reply change(String id, JsonObject body) {
        return change(id, body, Map.of());
    }

    private static Reply read(String path) {
        return house.get(path, operator);
    }

    private static List<String> names(String query) {
        var names = new ArrayList<String>();
        read("/api/v1/machines" + query)
                .json()
                .getJsonArray("items")
                .forEach(item -> names.add(((JsonObject) item).getString("name")));
        return names;
    }

    private static JsonObject body(String key, Object value) {
        return new JsonObject().put(key, value);
    }

    @Test
    void aNameAndLabelsOfAnOperatorAreSeenWhereverTheMachineIs() {
        machine("seen", "vm-1");
        var labels = new JsonObject().put("site", "porto").put("rack.row", "<b>7</b>");
        Reply changed = change("seen", body("name", " <img src=x> ").put("labels", labels));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().getString("name")).isEqualTo("<img src=x>");
        var said = changed.json().getJsonObject("operator");
        assertThat(said.getString("hostName")).isEqualTo("vm-1");
        assertThat(said.getString("changedBy")).isEqualTo("olga");
        assertThat(said.getJsonObject("agentLabels").getString("site")).isEqualTo("lisbon");
        var fleet = read("/api/v1/fleet").json();
        int column = fleet.getJsonArray("id").getList().indexOf("seen");
        assertThat(fleet.getJsonArray("name").getString(column)).isEqualTo("<img src=x>");
        assertThat(fleet.getJsonArray("labels").getJsonObject(column)).isEqualTo(labels);
        assertThat(names("?q=rack.row:")).containsExactly("<img src=x>");
        assertThat(read("/metrics/fleet?machine=seen&match=atalaia_machine_up")
                        .body()
                        .toString())
                .contains("instance=\"<img src=x>\"", "site=\"porto\"");
    }

    @Test
    void anEmptyNameGivesTheAgentsWordsBack() {
        machine("back", "vm-2");
        assertThat(change("back", body("name", "short").put("labels", body("site", "faro")))
                        .status())
                .isEqualTo(200);
        var plain =
                change("back", body("name", "").put("labels", new JsonObject())).json();
        assertThat(plain.getString("name")).isEqualTo("vm-2");
        assertThat(plain.getJsonObject("labels").getString("site")).isEqualTo("lisbon");
        assertThat(plain.getJsonObject("operator").getValue("name")).isNull();
    }

    @Test
    void whoChangesWhatIsNoLongerAsItWasReadIsTold() {
        machine("tag", "vm-3");
        String before = read("/api/v1/machines/tag").headers().get("ETag");
        assertThat(change("tag", body("name", "a"), Map.of("If-Match", before)).status())
                .isEqualTo(200);
        Reply late = change("tag", body("name", "b"), Map.of("If-Match", before));
        assertThat(late.status()).isEqualTo(412);
        Reply wrong = change("tag", body("name", "b"), Map.of("If-Match", "v1"));
        assertThat(wrong.status()).isEqualTo(400);
        Reply now = read("/api/v1/machines/tag");
        assertThat(now.json().getString("name")).isEqualTo("a");
        assertThat(change(
                                "tag",
                                body("name", "c"),
                                Map.of("If-Match", now.headers().get("ETag")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void namesAndLabelsHaveBounds() {
        machine("bounds", "vm-4");
        var many = new JsonObject();
        for (int i = 0; i < 33; i++) {
            many.put("l" + i, "x");
        }
        for (JsonObject wrong : List.of(
                body("name", "x".repeat(101)),
                body("name", "two\nlines"),
                body("labels", many),
                body("labels", body("7th", "x")),
                body("labels", body("site", "")),
                body("labels", body("site", "x".repeat(201))),
                body("labels", body("site", "a\u0000b")),
                body("labels", new JsonArray()))) {
            assertThat(change("bounds", wrong).status()).as(wrong.encode()).isEqualTo(400);
        }
        assertThat(read("/api/v1/machines/bounds").json().getString("name")).isEqualTo("vm-4");
        assertThat(change("nobody", body("name", "x")).status()).isEqualTo(404);
    }

    @Test
    void aRemovedMachineIsNowhereAndItsTokenStopsUntilItSendsAgain() {
        machine("gone", "vm-5");
        String token = token("gone");
        assertThat(change("gone", body("name", "keeps its name")).status()).isEqualTo(200);
        assertThat(tokens()).contains("gone");
        assertThat(gates.send(HttpMethod.DELETE, "/api/v1/machines/gone", operator, null)
                        .status())
                .isEqualTo(204);
        assertThat(read("/api/v1/machines/gone").status()).isEqualTo(404);
        assertThat(read("/api/v1/fleet").json().getJsonArray("id").getList()).doesNotContain("gone");
        assertThat(tokens()).doesNotContain("gone");
        assertThat(house.send(HttpMethod.POST, "/api/v1/samples", Gates.bearer(token))
                        .status())
                .isEqualTo(401);
        long now = System.currentTimeMillis();
        house.live(new Script("gone", now).second(40));
        assertThat(read("/api/v1/machines/gone").status()).isEqualTo(404);
        house.live(new Script("gone", now + 60_000).second(40));
        assertThat(read("/api/v1/machines/gone").json().getString("name")).isEqualTo("keeps its name");
    }

    @Test
    void aMachineThatWasInstalledAnewIsFoundUnderBothIdsWithBothHistories() {
        var storage = new FakeStorage(house.bus, NOW - 20_000);
        storage.machines.add(new KnownMachine(House.facts("old", "vm-6"), NOW - 9_000_000, NOW - 5_000_000));
        storage.machines.add(new KnownMachine(House.facts("new", "vm-6"), NOW - 4_000_000, NOW - 1_000));
        eventually(() -> assertThat(read("/api/v1/machines/old").status()).isEqualTo(200));
        eventually(() -> assertThat(read("/api/v1/machines/new").status()).isEqualTo(200));
        assertThat(change("old", body("name", "web-1").put("labels", body("role", "web")))
                        .status())
                .isEqualTo(200);
        Reply merged = gates.post("/api/v1/machines/old/merge", body("into", "new"), operator);
        assertThat(merged.status()).isEqualTo(200);
        assertThat(merged.json().getString("id")).isEqualTo("new");
        assertThat(merged.json().getString("name")).isEqualTo("web-1");
        assertThat(merged.json().getJsonObject("labels").getString("role")).isEqualTo("web");
        assertThat(merged.json().getLong("firstSeen")).isEqualTo(NOW - 9_000_000);
        assertThat(merged.json()
                        .getJsonObject("operator")
                        .getJsonArray("formerIds")
                        .getList())
                .containsExactly("old");
        assertThat(read("/api/v1/machines/old").json().getString("id")).isEqualTo("new");
        assertThat(read("/api/v1/fleet").json().getJsonArray("id").getList())
                .contains("new")
                .doesNotContain("old");
        assertThat(gates.post("/api/v1/machines/old/merge", body("into", "new"), operator)
                        .status())
                .isEqualTo(400);
        assertThat(gates.post("/api/v1/machines/new/merge", body("into", "nobody"), operator)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatAnOperatorDidStandsInTheAuditAndIsFoundThere() {
        machine("audited", "vm-7");
        assertThat(change("audited", body("name", "x")).status()).isEqualTo(200);
        var administrator = gates.session("anna", UserRole.ADMINISTRATOR);
        eventually(() -> {
            var found = house.get("/api/v1/audit?who=olga&verb=patch&outcome=done&q=machines/audited", administrator)
                    .json()
                    .getJsonArray("items");
            assertThat(found).hasSize(1);
            assertThat(found.getJsonObject(0).getString("object")).isEqualTo("/api/v1/machines/audited name=x");
        });
        assertThat(house.get("/api/v1/audit?who=olga&outcome=refused", administrator)
                        .json()
                        .getJsonArray("items"))
                .noneMatch(entry -> ((JsonObject) entry).getString("object").contains("audited"));
        assertThat(house.get("/api/v1/audit?outcome=perhaps", administrator).status())
                .isEqualTo(400);
    }

    @Test
    void whatIsDoneOverHttp2StandsInTheAuditAsDone() throws Exception {
        machine("second", "vm-8");
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + house.gateway.port() + "/api/v1/machines/second"))
                .method("PATCH", BodyPublishers.ofString("{\"name\":\"x\"}"));
        operator.forEach(request::header);
        var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(200);
        var administrator = gates.session("hana", UserRole.ADMINISTRATOR);
        eventually(() -> assertThat(house.get("/api/v1/audit?q=machines/second", administrator)
                        .json()
                        .getJsonArray("items"))
                .extracting(entry -> ((JsonObject) entry).getString("outcome"))
                .containsExactly("done"));
    }

    @Test
    void whenSomebodyWasSeenLastIsToldToAdministrators() {
        var administrator = gates.session("zita", UserRole.ADMINISTRATOR);
        assertThat(gates.logIn("zita", Gates.PASSWORD).status()).isEqualTo(200);
        eventually(() -> assertThat(house.get("/api/v1/users", administrator).json().getJsonArray("items").stream()
                        .map(JsonObject.class::cast)
                        .filter(user -> user.getLong("seen") != null)
                        .map(user -> user.getString("name")))
                .contains("zita"));
    }

    private static String token(String machine) {
        String text = TokenText.random();
        String hash = Secrets.hash(text);
        House.wait(gates.stores
                .tokens()
                .create(new AccessToken(
                        AccessToken.idOf(hash),
                        hash,
                        "agent",
                        Set.of(Right.INGEST),
                        machine,
                        "",
                        1_000,
                        "olga",
                        Long.MAX_VALUE,
                        0,
                        0)));
        return text;
    }

    private static List<String> tokens() {
        return read("/api/v1/machine-tokens").json().getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("machine"))
                .toList();
    }
}
