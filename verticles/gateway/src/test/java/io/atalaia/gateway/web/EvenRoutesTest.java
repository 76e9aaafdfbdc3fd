/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.gateway.House;
import io.atalaia.gateway.House.Reply;
import io.atalaia.gateway.Script;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the same on every route: cuts of answers, pages, types of bodies, refusals. */
class EvenRoutesTest {
    private static final String REGISTRATIONS = "/api/v1/registrations";
    private final House house = House.open();

    @BeforeEach
    void serve() {
        house.catalog.serveOn(house.bus);
        // Without a storage that takes what was posted, the end of the gateway waits for one.
        House.wait(house.bus.serve(StorageApi.INTRODUCE, introduction -> Future.succeededFuture(Done.DONE)));
        House.wait(house.bus.serve(StorageApi.STORE, block -> Future.succeededFuture(Done.DONE)));
        house.greet("m1", "alpha", Script.SCHEMA);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void anAnswerIsCutToWhatIsAskedFor() {
        var cut = house.get("/api/v1/machines?fields=items.id,items.headline.cpu,next");
        assertThat(cut.json())
                .isEqualTo(new JsonObject("{\"items\":[{\"id\":\"m1\",\"headline\":{\"cpu\":null}}],\"next\":null}"));
        assertThat(house.get("/api/v1/machines/m1?fields=name").json())
                .isEqualTo(new JsonObject("{\"name\":\"alpha\"}"));
        var recent =
                house.get("/api/v1/fleet/recent?id=m1&fields=machines.*.cpu").json();
        assertThat(recent.getJsonObject("machines").getJsonObject("m1").fieldNames())
                .containsExactly("cpu");
    }

    @Test
    void listsWithoutElementsStayListsWhenTheyAreCut() {
        assertThat(house.get(REGISTRATIONS + "?fields=items.id").json()).isEqualTo(new JsonObject("{\"items\":[]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..b", "a,,b", "a b", "a.b.c.d.e.f.g.h.i"})
    void aCutThatCannotBeReadIsRefusedByName(String fields) {
        var reply = house.get("/api/v1/machines?fields=" + fields.replace(" ", "%20"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getString("parameter")).isEqualTo("fields");
    }

    @Test
    void whatIsNoJsonCannotBeCut() {
        assertThat(house.get("/metrics/fleet?fields=a").status()).isEqualTo(400);
        assertThat(house.get("/api/v1/query?machine=m1&metric=node_load1&format=csv&fields=a")
                        .json()
                        .getString("parameter"))
                .isEqualTo("fields");
    }

    @Test
    void registrationsComeInPagesById() {
        for (String id : List.of("shop-2", "till-1", "shop-1")) {
            house.catalog.put(registration(id), Health.PASSING);
        }
        var first = house.get(REGISTRATIONS + "?limit=2").json();
        assertThat(ids(first)).containsExactly("shop-1", "shop-2");
        var second = house.get(REGISTRATIONS + "?limit=2&after=" + first.getString("next"))
                .json();
        assertThat(ids(second)).containsExactly("till-1");
        assertThat(second.getValue("next")).isNull();
        assertThat(ids(house.get(REGISTRATIONS).json())).hasSize(3);
        assertThat(house.get(REGISTRATIONS + "?after=%25").status()).isEqualTo(400);
    }

    private static List<String> ids(JsonObject page) {
        return page.getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("id"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/xml", "text/plain; charset=utf-8", "multipart/form-data; boundary=x"})
    void aBodyThatIsSaidToBeSomethingElseIsRefused(String type) {
        Reply reply = post(Map.of("Content-Type", type));
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.json().getString("parameter")).isEqualTo("Content-Type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=utf-8",
                "application/vnd.shop+json",
                "application/x-www-form-urlencoded"
            })
    void aBodyOfJsonByAnyOfItsNamesIsTaken(String type) {
        assertThat(post(Map.of("Content-Type", type)).status()).isEqualTo(200);
    }

    @Test
    void aBodyThatSaysNothingOfItsTypeIsTaken() {
        assertThat(post(Map.of()).status()).isEqualTo(200);
    }

    private Reply post(Map<String, String> headers) {
        return house.send(
                HttpMethod.POST,
                "/api/v1/samples",
                headers,
                Buffer.buffer("{\"client\":\"shop\",\"metrics\":{\"orders_total\":1}}"));
    }

    @Test
    void whatMayPassSaysWhenToComeAgain() {
        var reply = house.get("/api/v1/services");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers().get("Retry-After")).isEqualTo("1");
    }

    @Test
    void aRuleOfAnotherRoleNamesItsMemberToo() {
        var shop = new JsonObject().put("name", "shop").put("kind", "http").put("address", "10.0.0.7");
        var reply = house.send(HttpMethod.PUT, REGISTRATIONS + "/shop-1", Map.of(), shop.toBuffer());
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getString("parameter")).isEqualTo("port");
    }

    @Test
    void everyListSaysWhetherMoreFollows() {
        for (String path : List.of(REGISTRATIONS, "/api/v1/machines")) {
            assertThat(house.get(path).json().containsKey("next")).as(path).isTrue();
        }
        assertThat(new JsonArray(house.get("/api/v1/prometheus/targets").body()))
                .isEmpty();
    }

    private static Registration registration(String id) {
        return new Registration(
                id,
                "shop",
                ServiceKind.HTTP,
                "10.0.0.7",
                80,
                List.of(),
                1,
                Map.of(),
                0,
                List.of(),
                null,
                "node-1",
                "lisbon",
                1);
    }
}
