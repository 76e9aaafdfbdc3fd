/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.lease.LeaseContract;
import io.atalaia.platform.lease.Leases;
import io.atalaia.tests.support.FakeTime;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoLeasesTest extends LeaseContract {
    private final TestMongo mongo = new TestMongo();
    private final Map<String, Vertx> nodes = new HashMap<>();

    @Override
    protected Leases contender(String node, Clock clock) {
        var vertx = nodes.computeIfAbsent(node, name -> Vertx.vertx());
        return new MongoLeases(vertx, MongoClients.open(vertx, mongo.uri(), "atalaia"), clock, node);
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
    void aHolderKeepsItsFenceThroughAnOutageThatIsShorterThanItsLease() {
        var lease = contender("a", clockOf(new FakeTime(Instant.EPOCH))).contend("packing", LENGTH);
        awaitHeld(lease);
        mongo.goAway();
        mongo.comeBack();
        await().during(LENGTH).atMost(Duration.ofSeconds(30)).until(() -> lease.fence()
                .isPresent());
        assertThat(lease.fence()).hasValue(1);
    }

    @Test
    void duringAnOutageNobodyHoldsTheLeaseAndAfterItOneDoes() {
        var first = contender("a", Clock.system()).contend("packing", LENGTH);
        awaitHeld(first);
        var second = contender("b", Clock.system()).contend("packing", LENGTH);
        mongo.goAway();
        await().until(() -> first.fence().isEmpty() && second.fence().isEmpty());
        mongo.comeBack();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> first.fence().isPresent() != second.fence().isPresent());
    }

    @Test
    void releasingWhileTheDatabaseIsAwayEndsSoon() {
        var lease = contender("a", Clock.system()).contend("packing", LENGTH);
        awaitHeld(lease);
        mongo.goAway();
        var released = lease.release();
        await().until(released::succeeded);
    }

    /** As of a holder that was stopped beyond its lease and acts on once it goes on. */
    @Test
    void whatALateHolderWritesIsRefusedByItsFence() {
        var first = contender("a", clockOf(new FakeTime(Instant.EPOCH))).contend("packing", LENGTH);
        awaitHeld(first);
        long late = first.fence().orElseThrow();
        assertThat(first.release()).isNotNull();
        var second = contender("b", clockOf(new FakeTime(Instant.EPOCH))).contend("packing", LENGTH);
        awaitHeld(second);
        var store = new RegistrationStore(MongoClients.open(nodes.get("b"), mongo.uri(), "atalaia"));
        var now = new RegistrationDocument("n", "new", second.fence().orElseThrow(), List.of());
        store.write(now).await();
        var refused = store.write(new RegistrationDocument("n", "late", late, List.of()));
        await().atMost(Duration.ofSeconds(20)).until(refused::isComplete);
        assertThat(refused.failed()).isTrue();
        store.remove("n", late).await();
        assertThat(store.all().await()).containsExactly(now);
    }
}
