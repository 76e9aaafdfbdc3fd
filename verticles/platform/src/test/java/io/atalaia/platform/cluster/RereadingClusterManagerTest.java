/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.tests.support.TestCluster;
import io.atalaia.tests.support.TestCluster.Joined;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RereadingClusterManagerTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final DeliveryOptions PATIENCE = new DeliveryOptions().setSendTimeout(10_000);
    /** For a question that may be lost. */
    private static final DeliveryOptions SHORT = new DeliveryOptions().setSendTimeout(1_000);

    private final TestCluster cluster = TestCluster.create();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void whatADepartedNodeServedIsForgottenAlsoWhereNoNewsOfItCame() {
        var here = cluster.join(RereadingClusterManager::new);
        var other = cluster.join(RereadingClusterManager::new);
        serve(other, "service", "there");
        assertThat(ask(here)).isEqualTo("there");
        // As when data are lost: nobody is told of single addresses.
        here.manager().getHazelcastInstance().getMultiMap("__vertx.subs").clear();
        other.manager().getHazelcastInstance().getLifecycleService().terminate();
        await().atMost(SOON).until(() -> nobodyServes(here));
    }

    @Test
    void aNodeThatIsPassedOverIsAskedOnlyWhatNobodyElseServes() {
        var here = cluster.join(RereadingClusterManager::new);
        var good = cluster.join(RereadingClusterManager::new);
        var hanging = cluster.join(RereadingClusterManager::new);
        serve(good, "shared", "good");
        serve(hanging, "shared", "hanging");
        serve(hanging, "only there", "hanging");
        await().atMost(SOON).until(() -> answers(here, "shared").equals(Set.of("good", "hanging")));

        here.manager().passOver(Set.of(hanging.manager().getNodeId()));
        assertThat(answers(here, "shared")).containsExactly("good");
        assertThat(answers(here, "only there")).containsExactly("hanging");
        serve(hanging, "later", "hanging");
        serve(good, "later", "good");
        await().atMost(SOON).until(() -> answers(here, "later").equals(Set.of("good")));

        here.manager().passOver(Set.of());
        assertThat(answers(here, "shared")).containsExactlyInAnyOrder("good", "hanging");
    }

    private static void serve(Joined<?> node, String address, String answer) {
        node.vertx()
                .eventBus()
                .consumer(address, message -> message.reply(answer))
                .completion()
                .await();
    }

    /** Who answers when it is asked some times. */
    private static Set<Object> answers(Joined<?> node, String address) {
        return IntStream.range(0, 6)
                .mapToObj(time -> node.vertx()
                        .eventBus()
                        .request(address, "who", PATIENCE)
                        .map(Message::body)
                        .otherwise("nobody")
                        .await())
                .collect(Collectors.toSet());
    }

    private static Object ask(Joined<?> node) {
        return node.vertx().eventBus().request("service", "who").await().body();
    }

    private static boolean nobodyServes(Joined<?> node) {
        return node.vertx()
                .eventBus()
                .request("service", "who", SHORT)
                .transform(answer -> Future.succeededFuture(answer.cause() instanceof ReplyException refused
                        && refused.failureType() == ReplyFailure.NO_HANDLERS))
                .await();
    }
}
