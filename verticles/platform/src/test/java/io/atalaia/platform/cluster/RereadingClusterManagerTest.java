/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.tests.support.TestCluster;
import io.atalaia.tests.support.TestCluster.Joined;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RereadingClusterManagerTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final DeliveryOptions PATIENCE = new DeliveryOptions().setSendTimeout(1_000);

    private final TestCluster cluster = TestCluster.create();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void whatADepartedNodeServedIsForgottenAlsoWhereNoNewsOfItCame() {
        var here = cluster.join(RereadingClusterManager::new);
        var other = cluster.join(RereadingClusterManager::new);
        other.vertx()
                .eventBus()
                .consumer("service", message -> message.reply("there"))
                .completion()
                .await();
        assertThat(ask(here)).isEqualTo("there");
        // As when data are lost: nobody is told of single addresses.
        here.manager().getHazelcastInstance().getMultiMap("__vertx.subs").clear();
        other.manager().getHazelcastInstance().getLifecycleService().terminate();
        await().atMost(SOON).until(() -> nobodyServes(here));
    }

    private static Object ask(Joined node) {
        return node.vertx().eventBus().request("service", "who").await().body();
    }

    private static boolean nobodyServes(Joined node) {
        return node.vertx()
                .eventBus()
                .request("service", "who", PATIENCE)
                .transform(answer -> Future.succeededFuture(answer.cause() instanceof ReplyException refused
                        && refused.failureType() == ReplyFailure.NO_HANDLERS))
                .await();
    }
}
