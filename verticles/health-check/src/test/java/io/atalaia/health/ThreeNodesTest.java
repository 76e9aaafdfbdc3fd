/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.contracts.discovery.Check.Kind;
import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.discovery.DiscoveryApi.Instances;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.AskLooks;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.tests.support.EmbeddedMongo;
import io.atalaia.tests.support.TestCluster;
import io.vertx.core.Future;
import io.vertx.core.net.NetServer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three nodes of one cluster, of which two watch each instance. */
class ThreeNodesTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final HealthConfig DENYING = new HealthConfig(
            Duration.ofMillis(500),
            Duration.ofMillis(250),
            3,
            2,
            Duration.ofMinutes(1),
            List.of("127.0.0.1"),
            List.of());

    private final EmbeddedMongo mongo = EmbeddedMongo.inMemory();
    private final TestCluster cluster = TestCluster.create();
    private List<Ward> wards;
    private String address;
    private NetServer server;

    @BeforeEach
    void open() {
        var found = ownAddress();
        assumeThat(found).as("an address that is not loopback").isPresent();
        address = found.get();
        wards = Stream.of("a", "b", "c")
                .map(id -> new Ward(cluster.join(), mongo, id))
                .toList();
        var first = wards.get(0);
        first.bus
                .serve(DiscoveryApi.INSTANCES, question -> Future.succeededFuture(new Instances(List.of(), false)))
                .await();
        server = first.vertx
                .createNetServer()
                .connectHandler(socket -> {})
                .listen(0, address)
                .await();
    }

    @AfterEach
    void close() {
        cluster.close();
        mongo.close();
    }

    private static Optional<String> ownAddress() {
        try (var socket = new DatagramSocket()) {
            // Nothing is sent: it asks the kernel which address this machine has towards others.
            socket.connect(InetAddress.getByName("198.51.100.1"), 9);
            var own = socket.getLocalAddress();
            boolean useful = !own.isAnyLocalAddress() && !own.isLoopbackAddress() && !own.isLinkLocalAddress();
            return useful ? Optional.of(own.getHostAddress()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void register(String id, String at) {
        wards.get(0).register(id, "shop", ServiceKind.TCP, at, server.actualPort(), Ward.check(Kind.TCP, ""));
    }

    private void awaitEverywhere(String id, Health health) {
        await().atMost(LIMIT).until(() -> wards.stream().allMatch(ward -> ward.sees(id, health)));
    }

    private int watchers(String id) {
        return wards.get(0)
                .bus
                .ask(HealthApi.LOOKS, new AskLooks(id), LIMIT)
                .await()
                .watchers()
                .size();
    }

    private static double doubts(Ward ward) {
        return ward.meters.get("atalaia_health_doubts").functionCounter().count();
    }

    @Test
    void twoWatchEachInstanceAndAllSeeWhatTheyAgreeOn() {
        wards.forEach(ward -> ward.deploy(Ward.FAST));
        register("shop-1", address);
        awaitEverywhere("shop-1", Health.PASSING);
        await().atMost(LIMIT).until(() -> watchers("shop-1") == 2);
        server.close().await();
        awaitEverywhere("shop-1", Health.FAILING);
    }

    @Test
    void oneWatcherAloneDoesNotCondemn() {
        wards.forEach(ward -> ward.deploy(ward.id.equals("b") ? DENYING : Ward.FAST));
        for (int i = 0; i < 6; i++) {
            register("shop-" + i, address);
        }
        for (int i = 0; i < 6; i++) {
            awaitEverywhere("shop-" + i, Health.PASSING);
        }
        // The node that may check none of them finds some of them failing, and is not believed.
        await().atMost(LIMIT)
                .until(() -> wards.get(1)
                                .meters
                                .get("atalaia_health_probes")
                                .tag("kind", "tcp")
                                .tag("outcome", "unable")
                                .counter()
                                .count()
                        > 20);
        assumeThat(wards.stream().mapToDouble(ThreeNodesTest::doubts).sum())
                .as("nodes that doubted themselves: on a machine that is too busy others watch in their place")
                .isZero();
        for (int i = 0; i < 6; i++) {
            int one = i;
            assertThat(wards).allMatch(ward -> ward.sees("shop-" + one, Health.PASSING));
        }
    }

    @Test
    void loopbackIsWatchedAtHomeAloneAndANodeThatEndsHandsOverItsPart() {
        wards.forEach(ward -> ward.deploy(Ward.FAST));
        register("shop-1", address);
        var local = wards.get(0)
                .vertx
                .createNetServer()
                .connectHandler(socket -> {})
                .listen(0, "127.0.0.1")
                .await();
        wards.get(0)
                .register(
                        "local-1", "local", ServiceKind.TCP, "127.0.0.1", local.actualPort(), Ward.check(Kind.TCP, ""));
        awaitEverywhere("shop-1", Health.PASSING);
        awaitEverywhere("local-1", Health.PASSING);
        await().atMost(LIMIT).until(() -> watchers("local-1") == 1);
        wards.get(2).vertx.undeploy(wards.get(2).deployed).await();
        wards.get(1).vertx.undeploy(wards.get(1).deployed).await();
        server.close().await();
        awaitEverywhere("shop-1", Health.FAILING);
    }
}
