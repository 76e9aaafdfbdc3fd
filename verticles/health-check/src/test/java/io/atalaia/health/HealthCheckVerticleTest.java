/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.contracts.discovery.DiscoveryApi.Instances;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.AskVerdicts;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.HealthApi.Ping;
import io.atalaia.contracts.health.HealthApi.Pong;
import io.atalaia.contracts.health.HealthApi.Verdict;
import io.atalaia.contracts.health.HealthApi.Verdicts;
import io.atalaia.contracts.wire.WireTypes;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.Bus.Served;
import io.atalaia.platform.bus.WireCodec;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.mongo.MongoClients;
import io.atalaia.platform.mongo.MongoRegistry;
import io.atalaia.tests.support.EmbeddedMongo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthCheckVerticleTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final HealthConfig FAST = new HealthConfig(Duration.ofMillis(150), Duration.ofMillis(100), 3, 2);

    private final EmbeddedMongo mongo = EmbeddedMongo.inMemory();
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.on(vertx, new WireCodec(WireTypes.all()));
    private final MongoRegistry registry = new MongoRegistry(
            vertx, MongoClients.open(vertx, mongo.uri(), "atalaia"), Clock.system(), "a", "host-of-a");
    private final List<Verdict> announced = Collections.synchronizedList(new ArrayList<>());
    private final Instance storage = new Instance("storage", "a", "host", "test.storage", 1);
    private volatile List<Instance> instances = List.of(storage);
    private Served discovery;
    private String verticle;

    @BeforeEach
    void open() {
        discovery = bus.serve(
                        DiscoveryApi.INSTANCES, question -> Future.succeededFuture(new Instances(instances, false)))
                .await();
        bus.listen(HealthApi.VERDICT, announced::add).await();
        verticle = vertx.deployVerticle(
                        new HealthCheckVerticle(FAST, bus, registry, Clock.system(), new SimpleMeterRegistry(), "a"))
                .await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
        mongo.close();
    }

    @Test
    void aServiceThatAnswersPassesAndTheChangeIsAnnouncedOnce() {
        serve(Pong.ABLE);
        awaitHealth(Health.PASSING);
        assertThat(verdicts().verdicts().get(0).latencyMillis()).isNotNull();
        assertThat(verdicts().stale()).isFalse();
        assertThat(announced).extracting(Verdict::health).containsExactly(Health.PASSING);
    }

    @Test
    void aServiceThatNobodyServesFailsAndRisesWhenItIsServedAgain() {
        awaitHealth(Health.FAILING);
        assertThat(verdicts().verdicts().get(0).detail()).contains("nobody serves test.storage");
        serve(Pong.ABLE);
        awaitHealth(Health.PASSING);
        assertThat(announced).extracting(Verdict::health).containsExactly(Health.FAILING, Health.PASSING);
    }

    @Test
    void aServiceThatSaysThatItIsUnableFails() {
        serve(new Pong(false, "the disk is full"));
        awaitHealth(Health.FAILING);
        assertThat(verdicts().verdicts().get(0).detail()).isEqualTo("the disk is full");
    }

    @Test
    void aServiceThatHangsFailsWithoutHoldingUpTheOthers() {
        bus.serve(HealthApi.pingAt("test.hanging"), ping -> Future.<Pong>future(never -> {}))
                .await();
        serve(Pong.ABLE);
        instances = List.of(new Instance("hanging", "a", "host", "test.hanging", 1), storage);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(verdicts().verdicts())
                .extracting(Verdict::health)
                .containsExactlyInAnyOrder(Health.PASSING, Health.FAILING));
    }

    @Test
    void anInstanceThatVanishesFromDiscoveryIsForgotten() {
        serve(Pong.ABLE);
        awaitHealth(Health.PASSING);
        instances = List.of();
        await().atMost(LIMIT).until(() -> verdicts().verdicts().isEmpty());
    }

    @Test
    void withoutDiscoveryTheLastKnownServicesAreCheckedOnAndMarkedStale() {
        serve(Pong.ABLE);
        awaitHealth(Health.PASSING);
        discovery.end().await();
        await().atMost(LIMIT).until(() -> verdicts().stale());
        long checkedAt = verdicts().verdicts().get(0).checkedAt();
        await().atMost(LIMIT).until(() -> verdicts().verdicts().get(0).checkedAt() > checkedAt);
        var pong =
                bus.ask(HealthApi.ping("health-check", "a"), new Ping(), LIMIT).await();
        assertThat(pong.able()).isFalse();
    }

    @Test
    void itRegistersAfterItServesAndWithdrawsWhenItStops() {
        assertThat(registry.instances().await())
                .singleElement()
                .satisfies(own -> assertThat(own.service()).isEqualTo("health-check"))
                .satisfies(own -> assertThat(bus.ask(HealthApi.pingAt(own.address()), new Ping(), LIMIT)
                                .await()
                                .able())
                        .isTrue());
        vertx.undeploy(verticle).await();
        assertThat(registry.instances().await()).isEmpty();
    }

    private void serve(Pong pong) {
        bus.serve(HealthApi.pingAt(storage.address()), ping -> Future.succeededFuture(pong))
                .await();
    }

    private Verdicts verdicts() {
        return bus.ask(HealthApi.VERDICTS, new AskVerdicts(), LIMIT).await();
    }

    private void awaitHealth(Health health) {
        await().atMost(LIMIT)
                .until(() -> verdicts().verdicts().stream().map(Verdict::health).toList(), List.of(health)::equals);
    }
}
