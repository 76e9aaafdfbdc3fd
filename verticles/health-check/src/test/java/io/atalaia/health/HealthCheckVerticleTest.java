/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.contracts.discovery.DiscoveryApi.Instances;
import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.AskVerdicts;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.HealthApi.Ping;
import io.atalaia.contracts.health.HealthApi.Pong;
import io.atalaia.contracts.health.HealthApi.Verdict;
import io.atalaia.contracts.health.HealthApi.Verdicts;
import io.atalaia.contracts.health.JudgementApi;
import io.atalaia.contracts.health.JudgementApi.Change;
import io.atalaia.contracts.health.JudgementApi.Ruling;
import io.atalaia.contracts.health.JudgementApi.Rulings;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.platform.bus.Bus.Served;
import io.atalaia.tests.support.EmbeddedMongo;
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
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final EmbeddedMongo mongo = EmbeddedMongo.inMemory();
    private final Vertx vertx = Vertx.vertx();
    private final Ward ward = new Ward(vertx, mongo, "a");
    private final List<Ruling> announced = Collections.synchronizedList(new ArrayList<>());
    private final List<Event> noted = Collections.synchronizedList(new ArrayList<>());
    private final Instance storage = new Instance("storage", "a", "host", "test.storage", 1);
    private volatile List<Instance> instances = List.of(storage);
    private Served discovery;

    @BeforeEach
    void open() {
        discovery = ward.bus
                .serve(DiscoveryApi.INSTANCES, question -> Future.succeededFuture(new Instances(instances, false)))
                .await();
        ward.bus.listen(JudgementApi.RULINGS, this::heard).await();
        ward.bus
                .serve(StorageApi.NOTE, events -> {
                    noted.addAll(events.events());
                    return Future.succeededFuture(Done.DONE);
                })
                .await();
    }

    private void heard(Rulings told) {
        if (!told.whole()) {
            announced.addAll(told.rulings());
        }
    }

    @AfterEach
    void close() {
        vertx.close().await();
        mongo.close();
    }

    @Test
    void aServiceThatAnswersPassesAndTheChangeIsAnnouncedOnce() {
        serveAndDeploy(Pong.ABLE);
        awaitHealth(Health.PASSING);
        assertThat(verdicts().verdicts().get(0).latencyMillis()).isNotNull();
        await().atMost(LIMIT).until(() -> !verdicts().stale());
        awaitAnnounced(Health.PASSING);
    }

    @Test
    void aServiceThatNobodyServesFailsAndRisesWhenItIsServedAgainWhichIsKeptAsEvents() {
        ward.deploy(Ward.FAST);
        awaitHealth(Health.FAILING);
        assertThat(verdicts().verdicts().get(0).detail()).contains("nobody serves test.storage");
        serve(Pong.ABLE);
        awaitHealth(Health.PASSING);
        awaitAnnounced(Health.FAILING, Health.PASSING);
        assertThat(ward.agreement.changes(JudgementApi.roleKey("test.storage")))
                .extracting(Change::health)
                .containsExactly(Health.PASSING, Health.FAILING);
        await().atMost(LIMIT).until(() -> noted.size() == 2);
        assertThat(noted).allSatisfy(event -> {
            assertThat(event.machine()).isEqualTo(Event.SERVICES);
            assertThat(event.kind()).isEqualTo(Event.HEALTH);
            assertThat(event.details()).containsEntry("service", "role storage");
        });
        assertThat(noted).extracting(event -> event.details().get("after")).containsExactly("failing", "passing");
    }

    @Test
    void aServiceThatSaysThatItIsUnableFails() {
        serveAndDeploy(new Pong(false, "the disk is full"));
        awaitHealth(Health.FAILING);
        assertThat(verdicts().verdicts().get(0).detail()).isEqualTo("the disk is full");
    }

    @Test
    void aServiceThatHangsFailsWithoutHoldingUpTheOthers() {
        ward.bus
                .serve(HealthApi.pingAt("test.hanging"), ping -> Future.<Pong>future(never -> {}))
                .await();
        serveAndDeploy(Pong.ABLE);
        instances = List.of(new Instance("hanging", "a", "host", "test.hanging", 1), storage);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(verdicts().verdicts())
                .extracting(Verdict::health)
                .containsExactlyInAnyOrder(Health.PASSING, Health.FAILING));
    }

    @Test
    void anInstanceThatVanishesFromDiscoveryIsForgotten() {
        serveAndDeploy(Pong.ABLE);
        awaitHealth(Health.PASSING);
        instances = List.of();
        await().atMost(LIMIT).until(() -> verdicts().verdicts().isEmpty());
    }

    @Test
    void withoutDiscoveryTheLastKnownServicesAreCheckedOnAndMarkedStale() {
        serveAndDeploy(Pong.ABLE);
        awaitHealth(Health.PASSING);
        discovery.end().await();
        await().atMost(LIMIT).until(() -> verdicts().stale());
        long checkedAt = verdicts().verdicts().get(0).checkedAt();
        await().atMost(LIMIT).until(() -> verdicts().verdicts().get(0).checkedAt() > checkedAt);
        var pong = ward.bus
                .ask(HealthApi.ping("health-check", "a"), new Ping(), LIMIT)
                .await();
        assertThat(pong.able()).isFalse();
    }

    @Test
    void itRegistersAfterItServesAndWithdrawsWhenItStops() {
        ward.deploy(Ward.FAST);
        assertThat(ward.registry.instances().await())
                .singleElement()
                .satisfies(own -> assertThat(own.service()).isEqualTo("health-check"))
                .satisfies(own -> assertThat(ward.bus
                                .ask(HealthApi.pingAt(own.address()), new Ping(), LIMIT)
                                .await()
                                .able())
                        .isTrue());
        vertx.undeploy(ward.deployed).await();
        assertThat(ward.registry.instances().await()).isEmpty();
    }

    @Test
    void itsFiguresAreCounted() {
        serveAndDeploy(Pong.ABLE);
        awaitHealth(Health.PASSING);
        assertThat(ward.meters
                        .get("atalaia_health_probes")
                        .tag("kind", "bus")
                        .tag("outcome", "able")
                        .counter()
                        .count())
                .isPositive();
        assertThat(ward.meters.get("atalaia_health_watched").gauge().value()).isOne();
    }

    /** In this order: what nobody serves yet when it is asked for the first time fails first. */
    private void serveAndDeploy(Pong pong) {
        serve(pong);
        ward.deploy(Ward.FAST);
    }

    private void serve(Pong pong) {
        ward.bus
                .serve(HealthApi.pingAt(storage.address()), ping -> Future.succeededFuture(pong))
                .await();
    }

    private Verdicts verdicts() {
        return ward.bus.ask(HealthApi.VERDICTS, new AskVerdicts(), LIMIT).await();
    }

    /** All of it, and nothing else. Announcements arrive on another way than answers. */
    private void awaitAnnounced(Health... changes) {
        await().atMost(LIMIT).until(() -> announced.size() >= changes.length);
        assertThat(List.copyOf(announced)).extracting(Ruling::health).containsExactly(changes);
    }

    private void awaitHealth(Health health) {
        await().atMost(LIMIT)
                .until(() -> verdicts().verdicts().stream().map(Verdict::health).toList(), List.of(health)::equals);
    }
}
