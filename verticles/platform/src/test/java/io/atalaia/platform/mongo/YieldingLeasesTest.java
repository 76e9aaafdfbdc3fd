/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.lease.LeaseContract;
import io.atalaia.platform.lease.Leases;
import io.atalaia.platform.lease.YieldingLeases;
import io.atalaia.tests.support.FakeTime;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class YieldingLeasesTest extends LeaseContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final TestMongo mongo = new TestMongo();
    private final Map<String, Vertx> nodes = new HashMap<>();

    @Override
    protected Leases contender(String node, Clock clock) {
        return node(node, clock);
    }

    private YieldingLeases node(String node, Clock clock) {
        var vertx = nodes.computeIfAbsent(node, name -> Vertx.vertx());
        var client = MongoClients.open(vertx, mongo.uri(), "atalaia");
        return new YieldingLeases(new MongoLeases(vertx, client, clock, node));
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
    void aDegradedNodeHoldsNothingAndAnotherTakesOverAtOnce() {
        var leases = node("a", Clock.system());
        var lease = leases.contend("packing", Duration.ofHours(1));
        awaitHeld(lease);
        leases.yielding(true);
        assertThat(lease.fence()).isEmpty();
        var heir = node("b", clockOf(new FakeTime(Instant.EPOCH))).contend("packing", LENGTH);
        awaitHeld(heir);
        assertThat(heir.fence()).hasValue(2);
        assertThat(lease.fence()).isEmpty();
    }

    @Test
    void afterwardsItContendsAgain() {
        var leases = node("a", clockOf(new FakeTime(Instant.EPOCH)));
        var lease = leases.contend("packing", LENGTH);
        awaitHeld(lease);
        leases.yielding(true);
        leases.yielding(true);
        leases.yielding(false);
        awaitHeld(lease);
        assertThat(lease.fence().orElseThrow()).isGreaterThan(1);
    }

    @Test
    void whatIsContendedForMeanwhileIsHeldAfterwards() {
        var leases = node("a", Clock.system());
        leases.yielding(true);
        var lease = leases.contend("packing", LENGTH);
        assertThat(lease.fence()).isEmpty();
        leases.yielding(false);
        awaitHeld(lease);
    }

    @Test
    void aLeaseThatWasGivenUpForGoodDoesNotComeBack() {
        var leases = node("a", Clock.system());
        var lease = leases.contend("packing", LENGTH);
        awaitHeld(lease);
        leases.yielding(true);
        var released = lease.release();
        await().atMost(PATIENCE).until(released::succeeded);
        leases.yielding(false);
        awaitHeld(node("b", Clock.system()).contend("packing", LENGTH));
        assertThat(lease.fence()).isEmpty();
    }
}
