/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.discovery.Check.Kind;
import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.discovery.DiscoveryApi.Instances;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.AskLooks;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.HealthApi.Look;
import io.atalaia.contracts.health.HealthApi.Pong;
import io.atalaia.contracts.health.JudgementApi.Change;
import io.atalaia.platform.catalog.Standing;
import io.atalaia.platform.catalog.Traffic;
import io.atalaia.tests.support.EmbeddedMongo;
import io.atalaia.tests.support.FreePorts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registered services, their checks, and the catalog that DNS and gateway read. */
class RegisteredTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final EmbeddedMongo mongo = EmbeddedMongo.inMemory();
    private final Vertx vertx = Vertx.vertx();
    private final Ward ward = new Ward(vertx, mongo, "a");
    private NetServer server;

    @BeforeEach
    void open() {
        ward.bus
                .serve(DiscoveryApi.INSTANCES, question -> Future.succeededFuture(new Instances(List.of(), false)))
                .await();
        server = vertx.createNetServer()
                .connectHandler(socket -> {})
                .listen(FreePorts.next(), "127.0.0.1")
                .await();
        ward.deploy(Ward.FAST);
    }

    @AfterEach
    void close() {
        vertx.close().await();
        mongo.close();
    }

    private void awaitHealth(String id, Health health) {
        await("%s is %s: %s".formatted(id, health, ward.standing(id)))
                .atMost(LIMIT)
                .until(() -> ward.sees(id, health));
    }

    private void registerTcp() {
        ward.register("shop-1", "shop", ServiceKind.TCP, "127.0.0.1", server.actualPort(), Ward.check(Kind.TCP, ""));
    }

    @Test
    void aRegisteredServiceServesAfterItsFirstAnswerFailsWhenItRefusesAndRises() {
        registerTcp();
        awaitHealth("shop-1", Health.PASSING);
        assertThat(ward.standing("shop-1")).get().matches(Standing::isServing);
        int port = server.actualPort();
        server.close().await();
        awaitHealth("shop-1", Health.FAILING);
        assertThat(ward.standing("shop-1").get().detail()).contains("refused");
        vertx.createNetServer()
                .connectHandler(socket -> {})
                .listen(port, "127.0.0.1")
                .await();
        awaitHealth("shop-1", Health.PASSING);
        assertThat(ward.agreement.changes("shop-1"))
                .extracting(Change::health)
                .containsExactly(Health.PASSING, Health.FAILING, Health.PASSING);
    }

    @Test
    void whatEachCheckFoundLastIsTold() {
        registerTcp();
        awaitHealth("shop-1", Health.PASSING);
        // The whole of the opinions is told every two seconds, the looks with it.
        await().atMost(LIMIT).untilAsserted(() -> {
            var looks =
                    ward.bus.ask(HealthApi.LOOKS, new AskLooks("shop-1"), LIMIT).await();
            assertThat(looks.watchers()).singleElement().satisfies(watched -> {
                assertThat(watched.name()).isEqualTo("host-of-a");
                assertThat(watched.looks())
                        .singleElement()
                        .extracting(Look::health)
                        .isEqualTo(Health.PASSING);
            });
        });
    }

    @Test
    void renewalsKeepAServiceAliveThatIsNotAsked() {
        ward.register(
                "job-1",
                "job",
                ServiceKind.TCP,
                "10.255.255.1",
                1,
                new io.atalaia.contracts.discovery.Check(Kind.TTL, "", 3_000, 1_500));
        await().atMost(LIMIT).until(() -> {
            ward.services.renew(Set.of("job-1")).await();
            return ward.sees("job-1", Health.PASSING);
        });
        awaitHealth("job-1", Health.FAILING);
        assertThat(ward.standing("job-1").get().detail()).contains("not renewed");
        await().atMost(LIMIT).until(() -> {
            ward.services.renew(Set.of("job-1")).await();
            return ward.sees("job-1", Health.PASSING);
        });
    }

    @Test
    void aServiceOnTheBusIsAskedThere() {
        ward.bus
                .serve(HealthApi.pingAt("shop.ping"), ping -> Future.succeededFuture(Pong.ABLE))
                .await();
        ward.register("bus-1", "shop", ServiceKind.BUS, "shop.ping", 0, Ward.check(Kind.BUS, ""));
        ward.register("bus-2", "shop", ServiceKind.BUS, "nobody.here", 0, Ward.check(Kind.BUS, ""));
        awaitHealth("bus-1", Health.PASSING);
        awaitHealth("bus-2", Health.FAILING);
    }

    @Test
    void trafficThatIsRefusedIsNoticedBeforeTheNextCheck() {
        ward.register(
                "slow-1",
                "slow",
                ServiceKind.TCP,
                "127.0.0.1",
                server.actualPort(),
                new io.atalaia.contracts.discovery.Check(Kind.TCP, "", 600_000, 1_000));
        awaitHealth("slow-1", Health.PASSING);
        server.close().await();
        var traffic = new Traffic(vertx, ward.bus, "a");
        await().atMost(LIMIT).until(() -> {
            traffic.refused("slow-1");
            return ward.sees("slow-1", Health.FAILING);
        });
        traffic.close();
    }

    @Test
    void whatNobodyJudgesAnyMoreKeepsItsHealthAndIsMarkedStale() {
        registerTcp();
        awaitHealth("shop-1", Health.PASSING);
        vertx.undeploy(ward.deployed).await();
        await().atMost(LIMIT)
                .until(() -> ward.standing("shop-1").filter(Standing::stale).isPresent());
        assertThat(ward.standing("shop-1")).get().matches(Standing::isServing);
        ward.deploy(Ward.FAST);
        await().atMost(LIMIT)
                .until(() -> ward.standing("shop-1").filter(one -> !one.stale()).isPresent());
        assertThat(ward.standing("shop-1")).get().matches(Standing::isServing);
    }

    @Test
    void aTargetThatMayNotBeCheckedFailsAndIsNeverAsked() {
        vertx.undeploy(ward.deployed).await();
        var denying = new HealthConfig(
                Duration.ofMillis(500),
                Duration.ofMillis(250),
                3,
                2,
                Duration.ofMinutes(1),
                List.of(),
                List.of("127.0.0.0/8"));
        ward.deploy(denying);
        registerTcp();
        awaitHealth("shop-1", Health.FAILING);
        assertThat(ward.standing("shop-1").get().detail()).contains("may not be checked");
    }

    @Test
    void aRegistrationThatFailsForLongIsRemovedUnlessItIsInMaintenance() {
        vertx.undeploy(ward.deployed).await();
        var removed = new CopyOnWriteArrayList<String>();
        ward.bus
                .serve(DiscoveryApi.REMOVE, question -> {
                    removed.add(question.id());
                    return ward.services.remove(question.id()).map(Done.DONE);
                })
                .await();
        ward.deploy(new HealthConfig(
                Duration.ofMillis(500), Duration.ofMillis(250), 3, 2, Duration.ofSeconds(1), List.of(), List.of()));
        registerTcp();
        ward.register("ghost-1", "ghost", ServiceKind.BUS, "nobody.here", 0, Ward.check(Kind.BUS, ""));
        ward.register("ghost-2", "ghost", ServiceKind.BUS, "nobody.there", 0, Ward.check(Kind.BUS, ""));
        assertThat(ward.services.maintain("ghost-2", "new disk").await()).isPresent();
        await().atMost(LIMIT).until(() -> removed.contains("ghost-1"));
        await().atMost(LIMIT).until(() -> ward.standing("ghost-1").isEmpty());
        awaitHealth("ghost-2", Health.FAILING);
        assertThat(removed).containsOnly("ghost-1");
        assertThat(ward.standing("shop-1")).get().matches(Standing::isServing);
    }

    @Test
    void aRegistrationThatWasRemovedIsForgottenAndBeginsAnew() {
        registerTcp();
        awaitHealth("shop-1", Health.PASSING);
        assertThat(ward.services.remove("shop-1").await()).isPresent();
        await().atMost(LIMIT).until(() -> ward.standing("shop-1").isEmpty());
        ward.bus
                .serve(DiscoveryApi.REMOVE, question -> Future.succeededFuture(Done.DONE))
                .await();
        registerTcp();
        awaitHealth("shop-1", Health.PASSING);
    }
}
