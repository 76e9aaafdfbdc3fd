/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.node.NodeApi;
import io.atalaia.contracts.node.NodeApi.Deploy;
import io.atalaia.contracts.node.NodeApi.Drain;
import io.atalaia.contracts.node.NodeApi.Undeploy;
import io.atalaia.gateway.House;
import io.atalaia.gateway.House.Reply;
import io.atalaia.platform.bus.Fault;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeRoutesTest {
    private static final String NODE = "/api/v1/nodes/host-1";

    private final House house = House.open();
    private final List<Record> orders = new CopyOnWriteArrayList<>();

    @BeforeEach
    void serve() {
        House.wait(house.bus.serve(NodeApi.DEPLOY.at(House.NODE), this::taken));
        House.wait(house.bus.serve(NodeApi.UNDEPLOY.at(House.NODE), this::taken));
        House.wait(house.bus.serve(NodeApi.DRAIN.at(House.NODE), this::taken));
        House.wait(house.bus.serve(
                NodeApi.STATE.at(House.NODE),
                asked -> house.cluster.everyone().map(roll -> roll.nodes().get(0))));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Future<Done> taken(Record order) {
        orders.add(order);
        return order instanceof Deploy deploy && deploy.role().equals("database")
                ? Future.failedFuture(new Fault(Fault.CONFLICT, "the role database is pinned"))
                : Future.succeededFuture(Done.DONE);
    }

    private Reply send(HttpMethod method, String path, String body) {
        return house.send(method, path, Map.of(), Buffer.buffer(body));
    }

    @Test
    void ordersReachTheNodeAndItsNewStateComesBack() {
        var answer = send(HttpMethod.PUT, NODE + "/roles/storage", "{\"instances\":2}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("name")).isEqualTo("host-1");
        assertThat(answer.json().getJsonArray("roles")).hasSize(1);
        assertThat(send(HttpMethod.DELETE, NODE + "/roles/storage", "").status())
                .isEqualTo(200);
        assertThat(send(HttpMethod.POST, NODE + "/drain", "").status()).isEqualTo(200);
        assertThat(send(HttpMethod.POST, "/api/v1/nodes/" + House.NODE + "/drain", "{\"end\":true}")
                        .status())
                .isEqualTo(200);
        assertThat(orders)
                .containsExactly(
                        new Deploy("storage", 2, true, 0), new Undeploy("storage"), new Drain(false), new Drain(true));
    }

    @Test
    void whatTheNodeRefusesIsToldInItsWords() {
        var answer = send(HttpMethod.PUT, NODE + "/roles/database", "{}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().getString("detail")).isEqualTo("the role database is pinned");
    }

    @Test
    void nodesThatAreNotThereAndBodiesThatAreWrongAreNamed() {
        assertThat(send(HttpMethod.POST, "/api/v1/nodes/nobody/drain", "").status())
                .isEqualTo(404);
        assertThat(send(HttpMethod.PUT, NODE + "/roles/storage", "{\"instances\":\"two\"}")
                        .json()
                        .getString("detail"))
                .contains("instances");
        assertThat(send(HttpMethod.POST, NODE + "/drain", "{\"end\":1}").status())
                .isEqualTo(400);
        assertThat(send(HttpMethod.GET, NODE + "/drain", "").status()).isEqualTo(405);
        assertThat(orders).isEmpty();
    }

    @Test
    void pagesOfAnotherOriginMayTellNodesNothing() {
        var answer = house.send(
                HttpMethod.POST, NODE + "/drain", Map.of("Origin", "http://evil.example"), Buffer.buffer("{}"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(orders).isEmpty();
    }
}
