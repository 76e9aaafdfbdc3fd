/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.House;
import io.atalaia.platform.access.Secrets;
import io.atalaia.platform.access.SetupLink;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SetupTest {
    private final Gates gates = Gates.open();

    @AfterEach
    void close() {
        gates.close();
    }

    private static JsonObject use(String secret, String name) {
        return new JsonObject().put("secret", secret).put("name", name).put("password", Gates.PASSWORD);
    }

    private House.Reply setup(String secret, String name) {
        return gates.post("/api/v1/setup", use(secret, name), Map.of());
    }

    @Test
    void whoHasTheLinkBecomesTheAdministratorOnceAndIsLoggedIn() {
        String secret = gates.house.gateway.setupSecret().orElseThrow();
        var reply = setup(secret, "Ana");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().getString("role")).isEqualTo("administrator");
        assertThat(gates.house.get("/api/v1/users", Gates.begun(reply)).status())
                .isEqualTo(200);
        assertThat(gates.logIn("ana", Gates.PASSWORD).status()).isEqualTo(200);
        assertThat(setup(secret, "bob").status()).isEqualTo(403);
        assertThat(House.wait(gates.stores.users().all())).hasSize(1);
        House.eventually(() -> assertThat(gates.house
                        .get("/api/v1/audit?verb=administrator.setup", Gates.begun(reply))
                        .json()
                        .getJsonArray("items"))
                .extracting(entry -> ((JsonObject) entry).getString("outcome"))
                .containsExactly("refused", "done"));
    }

    @Test
    void thatThereAreNoUsersYetIsSaidUntilThereIsOne() {
        var before = gates.house.get("/api/v1/session", Map.of()).json();
        assertThat(before.getString("kind")).isEqualTo("nobody");
        assertThat(before.getBoolean("setup")).isTrue();
        assertThat(before.containsKey("anonymous")).isFalse();
        assertThat(before.containsKey("insecure")).isFalse();
        assertThat(setup(gates.house.gateway.setupSecret().orElseThrow(), "ana")
                        .json()
                        .containsKey("setup"))
                .isFalse();
        assertThat(gates.house.get("/api/v1/session", Map.of()).json().containsKey("setup"))
                .isFalse();
    }

    @Test
    void threeNodesThatStartAtOnceMakeOneAdministrator() {
        try (var second = gates.another();
                var third = gates.another()) {
            var secrets = List.of(
                    gates.house.gateway.setupSecret().orElseThrow(),
                    second.house.gateway.setupSecret().orElseThrow(),
                    third.house.gateway.setupSecret().orElseThrow());
            assertThat(secrets).doesNotHaveDuplicates();
            var statuses = List.of(
                    setup(secrets.get(2), "ana").status(),
                    second.post("/api/v1/setup", use(secrets.get(0), "bob"), Map.of())
                            .status(),
                    third.post("/api/v1/setup", use(secrets.get(1), "cid"), Map.of())
                            .status());
            assertThat(statuses).containsExactly(201, 403, 403);
            assertThat(House.wait(gates.stores.users().all())).hasSize(1);
        }
        try (var later = gates.another()) {
            assertThat(later.house.gateway.setupSecret()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordLeavesTheLinkAsItWas() {
        String secret = gates.house.gateway.setupSecret().orElseThrow();
        var shortOne = use(secret, "ana").put("password", "short");
        assertThat(gates.post("/api/v1/setup", shortOne, Map.of()).status()).isEqualTo(400);
        assertThat(setup(secret, "<script>").status()).isEqualTo(400);
        assertThat(setup(secret, "ana").status()).isEqualTo(201);
    }

    @Test
    void anOldLinkAndAGuessedOneAreRefusedAlike() {
        String old = Secrets.random();
        long now = System.currentTimeMillis();
        House.wait(gates.stores.links().add(new SetupLink(Secrets.hash(old), false, now - 1), now - 2));
        var late = setup(old, "ana");
        var guessed = setup(Secrets.random(), "ana");
        assertThat(late.status()).isEqualTo(403);
        assertThat(guessed.status()).isEqualTo(403);
        assertThat(late.json().getString("detail")).isEqualTo(guessed.json().getString("detail"));
        assertThat(setup("first-administrator", "ana").status()).isEqualTo(403);
    }

    @Test
    void aLinkMadeAtTheHubsMachineGivesALockedOutAdministratorANewPassword() {
        assertThat(setup(gates.house.gateway.setupSecret().orElseThrow(), "ana").status())
                .isEqualTo(201);
        String secret = Secrets.random();
        long now = System.currentTimeMillis();
        House.wait(gates.stores.links().add(new SetupLink(Secrets.hash(secret), false, now + 60_000), now));
        var body = use(secret, "ana").put("password", "another long password");
        assertThat(gates.post("/api/v1/setup", body, Map.of()).status()).isEqualTo(201);
        assertThat(gates.logIn("ana", Gates.PASSWORD).status()).isEqualTo(401);
        assertThat(gates.logIn("ana", "another long password").status()).isEqualTo(200);
    }
}
