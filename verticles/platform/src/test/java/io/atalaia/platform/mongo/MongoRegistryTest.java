/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.registry.Registry;
import io.atalaia.platform.registry.Registry.Offer;
import io.atalaia.platform.registry.RegistryContract;
import io.atalaia.tests.support.FakeTime;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoRegistryTest extends RegistryContract {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestMongo mongo = new TestMongo();
    private final Map<String, Vertx> nodes = new HashMap<>();

    @Override
    protected Registry node(String node, Clock clock) {
        return registry(node, clock);
    }

    @Override
    protected void kill(String node) {
        nodes.remove(node).close().await();
    }

    @AfterEach
    void close() {
        nodes.values().forEach(vertx -> vertx.close().await());
        mongo.close();
    }

    @Test
    void aClosedNodeLeavesNothingBehind() {
        var a = registry("a", Clock.system());
        a.publish(new Offer("storage", "s")).await();
        a.close().await();
        var direct = client("b");
        assertThat(direct.find("registrations", new JsonObject()).await()).isEmpty();
        assertThat(direct.find("leases", new JsonObject()).await()).isEmpty();
    }

    @Test
    void whatIsPublishedWhileTheDatabaseIsAwayIsWrittenWhenItComesBack() {
        mongo.goAway();
        var a = registry("a", Clock.system());
        a.publish(new Offer("storage", "s")).await();
        a.publish(new Offer("gateway", "g")).await();
        assertThatThrownBy(() -> a.instances().await()).isInstanceOf(Exception.class);
        mongo.comeBack();
        await().atMost(LIMIT).ignoreExceptions().until(() -> services(a).equals(List.of("gateway@a", "storage@a")));
    }

    @Test
    void anOutageLongerThanALeaseMakesNobodyDead() {
        var a = registry("a", clockOf(new FakeTime(Instant.EPOCH)));
        a.publish(new Offer("storage", "s")).await();
        var clock = new FakeTime(Instant.EPOCH);
        var reader = registry("b", clockOf(clock));
        assertThat(services(reader)).containsExactly("storage@a");
        mongo.goAway();
        assertThatThrownBy(() -> reader.instances().await()).isInstanceOf(Exception.class);
        clock.pass(Duration.ofSeconds(30));
        mongo.comeBack();
        await().atMost(LIMIT).ignoreExceptions().until(() -> services(reader).equals(List.of("storage@a")));
    }

    @Test
    void whatWasRemovedWhileANodeWasSuspendedIsAnnouncedAgain() {
        var clock = new FakeTime(Instant.EPOCH);
        var a = registry("a", clockOf(clock));
        a.publish(new Offer("storage", "s")).await();
        var direct = client("b");
        await().atMost(LIMIT)
                .until(() -> direct.updateCollection(
                                        "leases",
                                        new JsonObject().put("_id", "node/a"),
                                        new JsonObject()
                                                .put("$set", new JsonObject().put("owner", ""))
                                                .put("$inc", new JsonObject().put("version", 1)))
                                .await()
                                .getDocMatched()
                        == 1);
        direct.removeDocuments("registrations", new JsonObject()).await();
        await().atMost(LIMIT).until(() -> services(a).equals(List.of("storage@a")));
        assertThat(direct.findOne("registrations", new JsonObject(), new JsonObject())
                        .await()
                        .getLong("fence"))
                .isEqualTo(2);
    }

    @Test
    void whatADeadNodeLeftIsRemovedAfterAMinute() {
        registry("a", Clock.system()).publish(new Offer("storage", "s")).await();
        kill("a");
        var clock = new FakeTime(Instant.EPOCH);
        var reader = registry("b", clockOf(clock));
        assertThat(services(reader)).containsExactly("storage@a");
        var direct = client("c");
        clock.pass(Duration.ofSeconds(59));
        assertThat(services(reader)).isEmpty();
        assertThat(direct.count("registrations", new JsonObject()).await()).isEqualTo(1);
        clock.pass(Duration.ofSeconds(1));
        await().atMost(LIMIT)
                .until(() -> services(reader).isEmpty()
                        && direct.count("registrations", new JsonObject()).await() == 0);
        assertThat(direct.findOne("leases", new JsonObject().put("_id", "node/a"), new JsonObject())
                        .await())
                .isNull();
    }

    private MongoRegistry registry(String node, Clock clock) {
        return new MongoRegistry(vertx(node), client(node), clock, node, "host-of-" + node);
    }

    private MongoClient client(String node) {
        return MongoClients.open(vertx(node), mongo.uri(), "atalaia");
    }

    private Vertx vertx(String node) {
        return nodes.computeIfAbsent(node, name -> Vertx.vertx());
    }
}
