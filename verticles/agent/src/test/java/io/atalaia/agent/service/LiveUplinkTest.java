/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import static io.atalaia.agent.Hubs.done;
import static io.atalaia.agent.engine.Fixtures.MINUTE;
import static io.atalaia.agent.engine.Fixtures.ONE;
import static io.atalaia.agent.engine.Fixtures.TWO;
import static io.atalaia.agent.engine.Fixtures.facts;
import static io.atalaia.agent.engine.Fixtures.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.agent.Hubs;
import io.atalaia.agent.engine.Gateways;
import io.atalaia.contracts.Done;
import io.atalaia.contracts.gateway.GatewayApi.Hello;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Samples;
import io.atalaia.contracts.series.Schema;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveUplinkTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Hubs hubs = new Hubs();
    private final Context loop = hubs.vertx.getOrCreateContext();
    private final CurrentFacts current = new CurrentFacts(facts("tower"));
    private final LiveUplink live = new LiveUplink(
            new BusLiveDoor(hubs.bus, Clock.system(), current.facts().id()), current);
    private long second;

    @BeforeEach
    void listen() {
        Promise<Object> listening = Promise.promise();
        loop.runOnContext(run -> live.open().<Object>mapEmpty().onComplete(listening));
        done(listening.future());
    }

    @AfterEach
    void close() {
        hubs.close();
    }

    private void take(int samples, Schema schema) {
        for (int i = 0; i < samples; i++) {
            long time = MINUTE + 1000 * second++;
            loop.runOnContext(run -> live.sampled(sample(time, schema), schema));
        }
    }

    private List<Sample> at(String gateway) {
        return hubs.samples.get(gateway);
    }

    @Test
    void aGatewayThatAppearsIsGreetedAndGetsWhatIsRemembered() {
        take(150, ONE);
        hubs.gateway("g1");
        await().atMost(LIMIT).until(() -> at("g1").size() == 120);
        assertThat(hubs.hellos.get("g1")).containsExactly(new Hello(current.facts(), ONE));
        assertThat(at("g1")).extracting(Sample::time).isSorted().first().isEqualTo(MINUTE + 30_000);
        take(1, ONE);
        await().atMost(LIMIT).until(() -> at("g1").size() == 121);
        assertThat(hubs.hellos.get("g1")).hasSize(1);
    }

    @Test
    void aNewSchemaIsToldBeforeItsFirstSample() {
        hubs.gateway("g1");
        take(2, ONE);
        await().atMost(LIMIT).until(() -> at("g1").size() == 2);
        take(1, TWO);
        await().atMost(LIMIT).until(() -> at("g1").size() == 3);
        assertThat(hubs.hellos.get("g1")).extracting(Hello::schema).containsExactly(ONE, TWO);
        assertThat(at("g1")).extracting(Sample::schema).containsExactly(ONE.hash(), ONE.hash(), TWO.hash());
    }

    @Test
    void newFactsAreTold() {
        hubs.gateway("g1");
        take(1, ONE);
        await().atMost(LIMIT).until(() -> at("g1").size() == 1);
        loop.runOnContext(run -> current.changed(facts("lighthouse")));
        take(1, ONE);
        await().atMost(LIMIT).until(() -> hubs.hellos.get("g1").size() == 2);
        assertThat(hubs.hellos.get("g1").get(1).facts().name()).isEqualTo("lighthouse");
    }

    @Test
    void aGatewayThatForgotUsIsGreetedAgainAndGetsEverything() {
        hubs.gateway("g1");
        take(3, ONE);
        await().atMost(LIMIT).until(() -> at("g1").size() == 3);
        var refusals = new AtomicInteger(1);
        hubs.live = batch -> refusals.getAndDecrement() > 0
                ? Future.failedFuture(new Fault(Fault.CONFLICT, "who are you?"))
                : Future.succeededFuture(Done.DONE);
        take(1, ONE);
        await().atMost(LIMIT).until(() -> hubs.hellos.get("g1").size() == 2 && at("g1").size() == 7);
        assertThat(at("g1").subList(3, 7)).extracting(Sample::time).isSorted();
    }

    @Test
    void whenItsGatewayFallsSilentAMachineMovesToAnother() {
        var gateways = new Gateways(current.facts().id());
        gateways.heard("g1", 0);
        gateways.heard("g2", 0);
        String own = gateways.own(0).orElseThrow();
        String other = own.equals("g1") ? "g2" : "g1";
        hubs.gateway(other);
        var first = hubs.gateway(own);
        // Until its own is heard for the first time, the machine goes to whichever is.
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).until(() -> {
            take(1, ONE);
            return !at(own).isEmpty();
        });
        first.close();
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).until(() -> {
            take(1, ONE);
            return hubs.hellos.get(other).size() > 0 && at(other).size() > at(own).size();
        });
    }

    @Test
    void onlyOneQuestionIsUnderWayAndWhatWaitsGoesAfterIt() {
        List<Samples> asked = new CopyOnWriteArrayList<>();
        Promise<Done> answer = Promise.promise();
        hubs.live = batch -> {
            asked.add(batch);
            return asked.size() == 1 ? answer.future() : Future.succeededFuture(Done.DONE);
        };
        hubs.gateway("g1");
        take(1, ONE);
        await().atMost(LIMIT).until(() -> asked.size() == 1);
        take(5, ONE);
        await().during(Duration.ofMillis(200)).atMost(LIMIT).until(() -> asked.size() == 1);
        answer.complete(Done.DONE);
        await().atMost(LIMIT).until(() -> asked.size() == 2);
        assertThat(asked.get(1).samples()).hasSize(5);
    }
}
