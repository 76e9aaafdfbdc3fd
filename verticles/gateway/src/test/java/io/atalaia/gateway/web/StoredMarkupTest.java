/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.House;
import io.atalaia.gateway.Script;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Markup that a machine, a service or a program says of itself is told as it is, as data that no browser takes for a document. */
class StoredMarkupTest {
    private static final String MARKUP = "<img src=x onerror=alert(1)>";

    private final House house = House.open();

    @AfterEach
    void close() {
        house.close();
    }

    private void expectData(String path) {
        var reply = house.get(path, Map.of("Accept", "text/html"));
        assertThat(reply.status()).as(path).isEqualTo(200);
        assertThat(reply.body().toString()).as(path).contains("onerror");
        assertThat(reply.headers().get("Content-Type"))
                .as(path)
                .matches("(application/json|text/plain; version=.*|text/csv.*)");
        assertThat(reply.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void theNameOfAMachineIsData() {
        house.greet("m1", MARKUP, Script.SCHEMA);
        expectData("/api/v1/fleet");
        expectData("/api/v1/machines");
        expectData("/api/v1/machines/m1");
    }

    @Test
    void theTagsMetaAndNoteOfAServiceAreData() {
        house.catalog.serveOn(house.bus);
        var service = new JsonObject()
                .put("name", "shop")
                .put("kind", "http")
                .put("address", "10.0.0.7")
                .put("port", 80)
                .put("tags", new JsonArray().add(MARKUP))
                .put("meta", new JsonObject().put("team", MARKUP));
        assertThat(house.send(HttpMethod.PUT, "/api/v1/registrations/shop-1", Map.of(), service.toBuffer())
                        .status())
                .isEqualTo(200);
        var why = new JsonObject().put("reason", MARKUP);
        assertThat(house.send(HttpMethod.PUT, "/api/v1/registrations/shop-1/maintenance", Map.of(), why.toBuffer())
                        .status())
                .isEqualTo(200);
        expectData("/api/v1/registrations");
        expectData("/api/v1/registrations/shop-1");
    }
}
