/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.access.UserRole;
import io.atalaia.gateway.House;
import io.atalaia.gateway.Script;
import io.atalaia.gateway.access.Gates;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EnrolmentTest {
    private static final String MACHINE = "4f6c1f56-6a2f-4b8e-9d8f-0e4a4c1f0001";
    private final Gates gates = Gates.open();
    private final Map<String, String> operator = gates.session("ana", UserRole.OPERATOR);

    @AfterEach
    void close() {
        gates.close();
    }

    private String enrolment() {
        var reply = gates.post("/api/v1/enrolments", new JsonObject(), operator);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().getString("enrolment")).startsWith("ate_");
        return reply.json().getString("enrolment");
    }

    private House.Reply exchange(String enrolment) {
        var body = new JsonObject().put("enrolment", enrolment).put("machine", MACHINE);
        return gates.post("/api/v1/enrol", body, Map.of());
    }

    @Test
    void anEnrolmentBecomesATokenOnceAndIsNoTokenItself() {
        String enrolment = enrolment();
        var reply = exchange(enrolment);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().getString("token")).startsWith("ata_");
        assertThat(exchange(enrolment).status()).isEqualTo(403);
        assertThat(exchange("ate_guessed").status()).isEqualTo(403);
        assertThat(gates.house.get("/api/v1/fleet", Gates.bearer(enrolment)).status())
                .isEqualTo(401);
    }

    @Test
    void theTokenNamesTheEnrolmentThatItWasExchangedFor() {
        var first = gates.post("/api/v1/enrolments", new JsonObject(), operator).json();
        var second =
                gates.post("/api/v1/enrolments", new JsonObject(), operator).json();
        assertThat(first.getString("id")).isNotEqualTo(second.getString("id"));
        assertThat(exchange(second.getString("enrolment")).status()).isEqualTo(201);
        var tokens = gates.house.get("/api/v1/machine-tokens", operator).json().getJsonArray("items");
        assertThat(tokens).hasSize(1);
        assertThat(tokens.getJsonObject(0).getString("enrolmentId")).isEqualTo(second.getString("id"));
    }

    @Test
    void theTokenOpensAStreamForItsMachineAloneUntilItIsRevoked() {
        String token = exchange(enrolment()).json().getString("token");
        try (var own = Agent.connect(gates.house, token);
                var other = Agent.connect(gates.house, token)) {
            assertThat(own.answerTo(own.greet(House.facts(MACHINE, "alpha"), Script.SCHEMA))
                            .hasTaken())
                    .isTrue();
            assertThat(other.answerTo(other.greet(House.facts("another", "beta"), Script.SCHEMA))
                            .hasTaken())
                    .isFalse();
            var admin = gates.session("admin", UserRole.ADMINISTRATOR);
            var tokens = gates.house.get("/api/v1/tokens", admin).json().getJsonArray("items");
            assertThat(tokens.getJsonObject(0).getString("machine")).isEqualTo(MACHINE);
            String id = tokens.getJsonObject(0).getString("id");
            assertThat(gates.house
                            .send(HttpMethod.DELETE, "/api/v1/tokens/" + id, admin)
                            .status())
                    .isEqualTo(204);
            eventually(() -> assertThat(own.ended()).isTrue());
        }
        try (var again = Agent.connect(gates.house, token)) {
            again.knock();
            assertThat(again.status).isEqualTo(GrpcStatus.UNAUTHENTICATED);
        }
    }
}
