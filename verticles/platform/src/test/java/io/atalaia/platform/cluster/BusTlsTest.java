/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import static org.awaitility.Awaitility.await;

import io.atalaia.tests.support.TestCluster;
import io.vertx.core.eventbus.EventBusOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusTlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final TestCluster cluster = TestCluster.create();
    private final MemoryClusterStore store = new MemoryClusterStore();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void nodesOfOneAuthorityHearEachOther() {
        var a = TestNode.join(cluster, "a", store, secured("node"));
        var b = TestNode.join(cluster, "b", store, secured("node"));
        await().atMost(PATIENCE).until(() -> a.hears(b) && b.hears(a));
    }

    @Test
    void whoHasACertificateOfAnotherAuthorityOrNoneIsNotHeard() {
        var a = TestNode.join(cluster, "a", store, secured("node"));
        var stranger = TestNode.join(cluster, "b", store, secured("stranger"));
        var open = TestNode.join(cluster, "c", store);
        await().during(Duration.ofSeconds(5)).atMost(PATIENCE).until(() -> neverHeard(a, stranger, open));
        await().atMost(PATIENCE).until(() -> a.watch.now().sees().size() == 3);
    }

    private static boolean neverHeard(TestNode a, TestNode stranger, TestNode open) {
        return !a.hears(stranger) && !stranger.hears(a) && !a.hears(open) && !open.hears(a);
    }

    private static EventBusOptions secured(String who) {
        var files = Path.of("src/test/resources/tls");
        return BusOptions.secured(
                files.resolve(who + ".pem"), files.resolve(who + ".key"), files.resolve("authority.pem"));
    }
}
