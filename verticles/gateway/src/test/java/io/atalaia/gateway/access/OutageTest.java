/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.access.Right;
import io.atalaia.contracts.access.UserRole;
import io.atalaia.gateway.House;
import io.atalaia.platform.clock.Clock;
import io.atalaia.tests.support.FakeTime;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database went away: who was known reads on for five minutes, and all else is told to come again. */
class OutageTest {
    private final FakeTime time = new FakeTime(Instant.now());
    private final Gates gates = Gates.open(new Clock(time, time));
    private final Map<String, String> admin = gates.session("admin", UserRole.ADMINISTRATOR);
    private final Map<String, String> program = Gates.bearer(gates.token(Right.ADMIN));
    private final Map<String, String> sender = Gates.bearer(gates.token(Right.INGEST));

    @AfterEach
    void close() {
        gates.close();
    }

    private int read(Map<String, String> headers) {
        return gates.house.get("/api/v1/fleet", headers).status();
    }

    private int drain(Map<String, String> headers) {
        return gates.send(HttpMethod.POST, "/api/v1/nodes/nowhere/drain", headers, new JsonObject())
                .status();
    }

    @Test
    void knownReadersReadOnForFiveMinutesAndAllElseIsAnswered503() {
        assertThat(read(admin)).isEqualTo(200);
        assertThat(read(program)).isEqualTo(200);
        assertThat(read(sender)).isEqualTo(403);
        gates.loseDatabase();
        for (Duration more : new Duration[] {Duration.ofSeconds(2), Duration.ofMinutes(4)}) {
            time.pass(more);
            for (var known : java.util.List.of(admin, program)) {
                assertThat(read(known)).isEqualTo(200);
                assertThat(drain(known)).isEqualTo(503);
                assertThat(gates.house.get("/api/v1/users", known).status()).isEqualTo(503);
            }
            assertThat(gates.house
                            .send(HttpMethod.POST, "/api/v1/samples", sender)
                            .status())
                    .isEqualTo(503);
            assertThat(read(Gates.bearer(TokenText.random()))).isEqualTo(503);
            assertThat(gates.logIn("admin", Gates.PASSWORD).status()).isEqualTo(503);
        }
        time.pass(Duration.ofMinutes(1));
        assertThat(read(admin)).isEqualTo(503);
        assertThat(read(program)).isEqualTo(503);
    }

    @Test
    void whatNeedsNoDatabaseGoesOnWithoutIt() {
        gates.loseDatabase();
        time.pass(Duration.ofMinutes(10));
        for (String path : new String[] {"/healthz", "/readyz", "/", "/openapi.json"}) {
            assertThat(gates.house.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(read(Map.of())).isEqualTo(401);
        var headers = new HashMap<>(Gates.bearer(House.TOKEN));
        headers.put("Content-Type", "application/json");
        var sample = new JsonObject().put("name", "a").put("m", 1);
        assertThat(gates.send(HttpMethod.POST, "/api/v1/samples", headers, sample)
                        .status())
                .isEqualTo(200);
    }
}
