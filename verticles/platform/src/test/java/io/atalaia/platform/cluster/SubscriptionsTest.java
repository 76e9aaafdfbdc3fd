/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.multimap.MultiMap;
import io.atalaia.tests.support.TestCluster;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import io.vertx.spi.cluster.hazelcast.impl.HazelcastRegistrationInfo;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final TestCluster cluster = TestCluster.create();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void addressesOfANodeThatIsNoMemberGoAndThoseOfMembersStay() {
        var oldest = cluster.join();
        var other = cluster.join();
        Subscriptions.keep(oldest, manager(oldest));
        Subscriptions.keep(other, manager(other));
        other.eventBus()
                .consumer("alive", message -> message.reply("here"))
                .completion()
                .await();
        addresses(other).put("gone", left("departed"));
        addresses(other).put("alive", left("departed"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(addresses(oldest).get("gone")).isEmpty());
        assertThat(addresses(oldest).get("alive"))
                .extracting(info -> info.unwrap().nodeId())
                .containsExactly(manager(other).getNodeId());
        assertThat(oldest.eventBus().request("alive", "who").await().body()).isEqualTo("here");
    }

    private static HazelcastRegistrationInfo left(String node) {
        return new HazelcastRegistrationInfo(new RegistrationInfo(node, 1, false));
    }

    private static MultiMap<String, HazelcastRegistrationInfo> addresses(Vertx vertx) {
        return manager(vertx).getHazelcastInstance().getMultiMap("__vertx.subs");
    }

    private static HazelcastClusterManager manager(Vertx vertx) {
        return (HazelcastClusterManager) ((VertxInternal) vertx).clusterManager();
    }
}
