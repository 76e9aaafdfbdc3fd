/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.HealthApi.Look;
import io.atalaia.contracts.health.HealthApi.Looks;
import io.atalaia.contracts.health.HealthApi.Watched;
import io.atalaia.contracts.health.JudgementApi.Change;
import io.atalaia.gateway.House;
import io.atalaia.gateway.House.Reply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistrationRoutesTest {
    private static final String ALL = "/api/v1/registrations";
    private final House house = House.open();

    @BeforeEach
    void serve() {
        house.catalog.serveOn(house.bus);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Reply send(HttpMethod method, String path, JsonObject body) {
        return house.send(method, path, Map.of(), body == null ? Buffer.buffer() : body.toBuffer());
    }

    private static JsonObject shop() {
        return new JsonObject()
                .put("name", "shop")
                .put("kind", "http")
                .put("address", "10.0.0.7")
                .put("port", 80)
                .put("tags", new JsonArray().add("blue"))
                .put("meta", new JsonObject().put("team", "sales"))
                .put(
                        "checks",
                        new JsonArray().add(new JsonObject().put("kind", "http").put("target", "/health")));
    }

    @Test
    void aServiceIsRegisteredShownChangedAndRemoved() {
        assertThat(send(HttpMethod.PUT, ALL + "/shop-1", shop()).status()).isEqualTo(200);
        var shown = house.get(ALL + "/shop-1").json();
        assertThat(shown.getString("name")).isEqualTo("shop");
        assertThat(shown.getJsonObject("meta").getString("team")).isEqualTo("sales");
        assertThat(shown.getJsonArray("checks").getJsonObject(0).getString("target"))
                .isEqualTo("/health");
        assertThat(shown.getBoolean("serving")).isTrue();

        var why = new JsonObject().put("reason", "new disk");
        assertThat(send(HttpMethod.PUT, ALL + "/shop-1/maintenance", why).status())
                .isEqualTo(204);
        assertThat(house.get(ALL + "?name=shop")
                        .json()
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getBoolean("serving"))
                .isFalse();
        assertThat(send(HttpMethod.DELETE, ALL + "/shop-1/maintenance", null).status())
                .isEqualTo(204);

        assertThat(send(HttpMethod.DELETE, ALL + "/shop-1", null).status()).isEqualTo(204);
        assertThat(send(HttpMethod.DELETE, ALL + "/shop-1", null).status()).isEqualTo(404);
        assertThat(house.get(ALL + "/shop-1").status()).isEqualTo(404);
        assertThat(house.get(ALL).json().getJsonArray("items")).isEmpty();
    }

    @Test
    void oneIsShownWithWhatItsChecksFoundAndHowItCameToItsHealth() {
        assertThat(send(HttpMethod.PUT, ALL + "/shop-1", shop()).status()).isEqualTo(200);
        var nobodyChecks = house.get(ALL + "/shop-1").json();
        assertThat(nobodyChecks.getJsonArray("checks").getJsonObject(0).getString("health"))
                .isEqualTo("unknown");
        assertThat(nobodyChecks.getJsonArray("history")).isEmpty();

        house.catalog.changes =
                List.of(new Change(9, Health.FAILING, "it answered 503"), new Change(7, Health.PASSING, ""));
        var old = new Look(Health.PASSING, "", 5, 0.5);
        var newest = new Look(Health.FAILING, "it answered 503", 8, 1.5);
        House.wait(house.bus.serve(
                HealthApi.LOOKS,
                question -> Future.succeededFuture(new Looks(List.of(
                        new Watched("n-1", "lisbon", Health.FAILING, "it answered 503", List.of(newest)),
                        new Watched("n-2", "porto", Health.PASSING, "", List.of(old)))))));
        var shown = house.get(ALL + "/shop-1").json();
        assertThat(shown.getString("id")).isEqualTo("shop-1");
        var check = shown.getJsonArray("checks").getJsonObject(0);
        assertThat(check.getString("target")).isEqualTo("/health");
        assertThat(check.getString("health")).isEqualTo("failing");
        assertThat(check.getString("detail")).isEqualTo("it answered 503");
        assertThat(check.getLong("checkedAt")).isEqualTo(8);
        assertThat(shown.getJsonArray("watchers").getJsonObject(1))
                .isEqualTo(
                        new JsonObject("{\"node\":\"n-2\",\"name\":\"porto\",\"health\":\"passing\",\"detail\":\"\"}"));
        assertThat(shown.getJsonArray("history"))
                .isEqualTo(new JsonArray("[{\"at\":9,\"health\":\"failing\",\"detail\":\"it answered 503\"},"
                        + "{\"at\":7,\"health\":\"passing\",\"detail\":\"\"}]"));
    }

    @Test
    void whoPostsIsToldWhereItsRegistrationIs() {
        var reply = send(HttpMethod.POST, ALL, shop().put("id", "shop-7"));
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.headers().get("Location")).isEqualTo(ALL + "/shop-7");
    }

    @Test
    void whatIsWrongIsNamed() {
        wrong(shop().put("colour", "blue"), "colour", "there is no member 'colour'");
        wrong(shop().put("kind", "gopher"), "kind", "must be http, https");
        wrong(shop().put("port", "80"), "port", "must be a whole number");
        wrong(shop().put("tags", "blue"), "tags", "must be a list of texts");
        wrong(shop().put("id", "other"), "id", "must be the path's");
        wrong(
                shop().put("checks", new JsonArray().add(new JsonObject().put("knid", "tcp"))),
                "checks[0].knid",
                "there is no member");
        assertThat(house.send(HttpMethod.PUT, ALL + "/shop-1", Map.of(), Buffer.buffer("[1"))
                        .json()
                        .getString("detail"))
                .isEqualTo("the body must be a JSON object");
        // What discovery says is passed on.
        assertThat(send(HttpMethod.PUT, ALL + "/shop-1", shop().put("port", 0))
                        .json()
                        .getString("detail"))
                .isEqualTo("port must be 1 to 65535");
    }

    private void wrong(JsonObject body, String parameter, String detail) {
        var reply = send(HttpMethod.PUT, ALL + "/shop-1", body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getString("parameter")).isEqualTo(parameter);
        assertThat(reply.json().getString("detail")).contains(detail);
    }

    @Test
    void otherMethodsAreRefusedByName() {
        var reply = send(HttpMethod.DELETE, ALL, null);
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.headers().get("Allow")).isEqualTo("GET, HEAD, POST");
    }

    @Test
    void pagesOfOtherOriginsChangeNothing() {
        var reply =
                house.send(HttpMethod.PUT, ALL + "/shop-1", Map.of("Origin", "http://evil.example"), shop().toBuffer());
        assertThat(reply.status()).isEqualTo(403);
        assertThat(house.get(ALL).json().getJsonArray("items")).isEmpty();
    }

    @Test
    void whoWatchesIsToldAllAndThenEachChange() {
        house.catalog.put(registration("shop-1", "10.0.0.7"), Health.PASSING);
        StringBuffer heard = new StringBuffer();
        var client = house.vertx.createHttpClient();
        client.request(HttpMethod.GET, house.gateway.port(), "127.0.0.1", "/api/v1/watch/registrations?name=shop")
                .compose(HttpClientRequest::send)
                .onSuccess(response -> response.handler(piece -> heard.append(piece)))
                .onFailure(cause -> heard.append(cause));
        await().atMost(House.PATIENCE)
                .until(() -> heard.toString().startsWith("id: 1\nevent: all\ndata: {\"items\":[{\"id\":\"shop-1\""));
        house.catalog.put(registration("shop-1", "10.0.0.7"), Health.FAILING);
        await().atMost(House.PATIENCE).until(() -> heard.indexOf("id: 2\nevent: put\ndata: {\"id\":\"shop-1\"") > 0);
        assertThat(send(HttpMethod.DELETE, ALL + "/shop-1", null).status()).isEqualTo(204);
        await().atMost(House.PATIENCE)
                .until(() -> heard.toString().endsWith("id: 3\nevent: remove\ndata: {\"id\":\"shop-1\"}\n\n"));
        House.wait(client.close());
    }

    @Test
    void prometheusFindsItsTargets() {
        house.catalog.put(registration("shop-1", "10.0.0.7"), Health.PASSING);
        house.catalog.put(registration("shop-2", "2001:db8::7"), Health.FAILING);
        var groups = new JsonArray(
                house.get("/api/v1/prometheus/targets?name=shop&tag=blue").body());
        assertThat(groups).hasSize(2);
        assertThat(groups.getJsonObject(0).getJsonArray("targets")).containsExactly("10.0.0.7:80");
        assertThat(groups.getJsonObject(1).getJsonArray("targets")).containsExactly("[2001:db8::7]:80");
        assertThat(groups.getJsonObject(1).getJsonObject("labels").getMap())
                .containsEntry("__meta_atalaia_health", "failing")
                .containsEntry("__meta_atalaia_tags", ",blue,")
                .containsEntry("__meta_atalaia_meta_build_nr", "7");
        assertThat(new JsonArray(
                        house.get("/api/v1/prometheus/targets?tag=green").body()))
                .isEmpty();
    }

    private static Registration registration(String id, String address) {
        return new Registration(
                id,
                "shop",
                ServiceKind.HTTP,
                address,
                80,
                List.of("blue"),
                1,
                Map.of("build.nr", "7"),
                0,
                List.of(),
                null,
                "node-1",
                "lisbon",
                1);
    }
}
