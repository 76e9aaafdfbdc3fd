/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.DistributedObject;
import io.atalaia.contracts.node.NodeState;
import io.atalaia.contracts.node.NodeState.Seen;
import io.atalaia.platform.cluster.Cluster.Silent;
import io.atalaia.tests.support.FreePorts;
import io.atalaia.tests.support.TestCluster;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBusOptions;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real nodes, each with a member of Hazelcast and a bus of its own. */
class ClusterWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Long before anything but a round of questions would tell. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestCluster cluster = TestCluster.create();
    private final MemoryClusterStore store = new MemoryClusterStore();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void nodesSeeEachOtherAndEachTellsHowItStands() {
        var a = TestNode.join(cluster, "a", store);
        var b = TestNode.join(cluster, "b", store);
        eventually(() -> {
            assertThat(a.watch.now().sees())
                    .containsExactly(new Seen("a-1", "a", true, true, true), new Seen("b-1", "b", true, true, true));
            assertThat(b.hears(a)).isTrue();
        });
        assertThat(a.watch.now().addresses()).containsEntry("a", "127.0.0.1").containsEntry("b", "127.0.0.1");
        eventually(() -> assertThat(b.watch.everyone().await().nodes())
                .extracting(NodeState::name)
                .containsExactly("a", "b"));
    }

    @Test
    void aNodeThatLosesMoreThanHalfOfThreeIsDegradedUntilTheyAreBack() {
        store.most.set(3);
        var a = TestNode.join(cluster, "a", store);
        var b = TestNode.join(cluster, "b", store);
        eventually(() -> assertThat(a.hears(b)).isTrue());
        eventually(() -> assertThat(a.watch.now().degraded()).isFalse());
        int before = a.reunions.get();
        store.lives(b.id, false);
        cluster.leave(b.joined.vertx());
        eventually(() -> assertThat(a.watch.now().degraded()).isTrue());
        assertThat(a.watch.now().why()).isEqualTo("only 1 of 3 nodes can be seen");
        eventually(() -> assertThat(a.watch.everyone().await().silent())
                .containsExactly(new Silent(b.id, "b", "it left, or died")));
        TestNode.join(cluster, "c", store);
        eventually(() -> assertThat(a.watch.now().degraded()).isFalse());
        eventually(() -> assertThat(a.reunions.get()).isGreaterThan(before));
    }

    @Test
    void withoutTheDatabaseANodeIsDegradedAndRecoversWithIt() {
        var a = TestNode.join(cluster, "a", store);
        assertThat(a.watch.now().degraded()).isFalse();
        store.away = true;
        eventually(() -> assertThat(a.watch.now().degraded()).isTrue());
        assertThat(a.watch.now().why()).contains("database");
        assertThat(a.watch.now().sees()).containsExactly(new Seen("a-1", "a", true, true, null));
        store.away = false;
        eventually(() -> assertThat(a.watch.now().degraded()).isFalse());
    }

    @Test
    void theMostNodesEverSeenAreRememberedForAll() {
        var a = TestNode.join(cluster, "a", store);
        TestNode.join(cluster, "b", store);
        eventually(() -> assertThat(store.most).hasValue(2));
        // Either of them may have noted it; the other reads it a round later.
        eventually(() -> assertThat(a.watch.now().expected()).isEqualTo(2));
    }

    /** Hazelcast goes on as if nothing were; on the bus bytes go nowhere, and no connection ends. */
    @Test
    void aNodeWhoseBusAloneIsBlockedIsNoticedAndHeardAgainSoonAfterTheEnd() {
        var workbench = Vertx.vertx();
        try {
            int port = FreePorts.next();
            var cable = new Cable(workbench, port);
            var a = TestNode.join(cluster, "a", store);
            var b = TestNode.join(cluster, "b", store, through(cable, port));
            eventually(() -> assertThat(a.hears(b) && b.hears(a)).isTrue());
            cable.stop(true);
            long blocked = System.nanoTime();
            eventually(() -> assertThat(a.hears(b)).isFalse());
            assertThat(since(blocked)).isLessThan(SOON);
            assertThat(a.watch.now().sees()).contains(new Seen("b-1", "b", true, false, true));
            assertThat(a.watch.everyone().await().silent())
                    .extracting(Silent::why)
                    .containsExactly("it is counted in, but does not answer on the bus");
            cable.stop(false);
            long free = System.nanoTime();
            eventually(() -> assertThat(a.hears(b)).isTrue());
            assertThat(since(free)).isLessThan(SOON);
        } finally {
            workbench.close().await();
        }
    }

    /** Its connections are not encrypted: no sample, question or answer may ever take that way. */
    @Test
    void hazelcastKeepsNothingButWhoListensWhere() {
        var a = TestNode.join(cluster, "a", store);
        var b = TestNode.join(cluster, "b", store);
        eventually(() -> assertThat(a.hears(b) && b.hears(a)).isTrue());
        assertThat(a.joined.manager().getHazelcastInstance().getDistributedObjects())
                .extracting(DistributedObject::getName)
                .allMatch(kept -> kept.startsWith("__vertx."));
    }

    @Test
    void aNodeThatSpeaksAnotherVersionIsNamed() {
        var a = TestNode.join(cluster, "a", store);
        assertThat(a.members.stranger()).isEmpty();
        cluster.join(config -> {
            config.getMemberAttributeConfig()
                    .setAttribute("atalaia.id", "old-1")
                    .setAttribute("atalaia.name", "old")
                    .setAttribute("atalaia.wire", "0");
            return new RereadingClusterManager(config);
        });
        eventually(() -> assertThat(a.members.stranger().orElse("")).contains("node old", "version 0"));
    }

    private static EventBusOptions through(Cable cable, int port) {
        return BusOptions.lively()
                .setPort(port)
                .setClusterPublicHost("127.0.0.1")
                .setClusterPublicPort(cable.port());
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(assertion);
    }
}
