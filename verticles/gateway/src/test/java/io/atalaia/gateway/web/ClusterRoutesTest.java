/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.House;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterRoutesTest {
    private final House house = House.open();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void theClusterIsToldWithItsNodesItsSilentOnesAndItsLeases() {
        var cluster = house.get("/api/v1/cluster").json();
        assertThat(cluster.getInteger("expected")).isEqualTo(3);
        assertThat(cluster.getInteger("size")).isEqualTo(1);
        assertThat(cluster.getBoolean("degraded")).isTrue();
        assertThat(cluster.getString("why")).isEqualTo("only 1 of 3 nodes can be seen");
        assertThat(cluster.getLong("at")).isPositive();
        var node = cluster.getJsonArray("nodes").getJsonObject(0);
        assertThat(node.getBoolean("self")).isTrue();
        assertThat(node.getString("name")).isEqualTo("host-1");
        assertThat(node.getJsonArray("roles").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("role", "gateway")
                        .put("instances", 1)
                        .put("pinned", false));
        assertThat(node.getJsonArray("sees").getJsonObject(1))
                .isEqualTo(new JsonObject()
                        .put("id", "node-2")
                        .put("name", "host-2")
                        .put("member", true)
                        .put("answers", false)
                        .put("leased", true));
        assertThat(cluster.getJsonArray("silent").getJsonObject(0).getString("why"))
                .isEqualTo("it did not answer");
        assertThat(cluster.getJsonArray("leases").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("name", "storage-upkeep")
                        .put("owner", "node-2")
                        .put("ownerName", "host-2")
                        .put("fence", 7)
                        .put("length", 5_000)
                        .put("held", true));
    }

    @Test
    void whatIsNoQuestionIsRefused() {
        assertThat(house.get("/api/v1/cluster?verbose=1").status()).isEqualTo(400);
        assertThat(house.send(HttpMethod.POST, "/api/v1/cluster", Map.of()).status())
                .isEqualTo(405);
    }
}
