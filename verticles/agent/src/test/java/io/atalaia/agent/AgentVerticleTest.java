/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent;

import static io.atalaia.agent.Hubs.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.series.Sample;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.engine.block.BlockCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentVerticleTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Hubs hubs = new Hubs().storage();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    Path data;

    @AfterEach
    void close() {
        hubs.close();
    }

    private AgentVerticle agent() {
        var config = new AgentConfig(
                Duration.ofMillis(100),
                new AgentConfig.Processes(Duration.ofSeconds(1), 5),
                Duration.ofMinutes(10),
                Map.of("site", "lisbon"));
        return new AgentVerticle(config, data, hubs.bus, hubs, Clock.system(), meters, "n1", "0.1.0");
    }

    @CanIgnoreReturnValue
    private String deployed() {
        return done(hubs.vertx.deployVerticle(agent()));
    }

    @Test
    void itGreetsItsGatewayAndSendsItsSamplesLive() {
        hubs.gateway("g1");
        deployed();
        await().atMost(LIMIT).until(() -> hubs.samples.get("g1").size() > 5);
        var hello = hubs.hellos.get("g1").get(0);
        assertThat(hello.facts().labels()).containsEntry("site", "lisbon");
        assertThat(hello.facts().boot()).matches("[0-9a-f]{32}");
        assertThat(hubs.samples.get("g1")).extracting(Sample::time).isSorted().doesNotHaveDuplicates();
        assertThat(hubs.samples.get("g1")).allSatisfy(sample -> assertThat(sample.values())
                .hasSameSizeAs(hello.schema().series()));
        assertThat(hubs.samples.get("g1"))
                .anySatisfy(sample -> assertThat(sample.processes()).isNotEmpty());
    }

    @Test
    void itIsRegisteredAndAnswersAPing() {
        deployed();
        assertThat(hubs.offers).extracting(offer -> offer.service()).containsExactly("agent");
        var pong = done(hubs.bus.ask(HealthApi.pingAt(hubs.offers.get(0).address()), new HealthApi.Ping(), LIMIT));
        assertThat(pong.able()).isTrue();
    }

    @Test
    void stoppingBringsEverySampleToStorage() {
        hubs.gateway("g1");
        String deployment = deployed();
        await().atMost(LIMIT).until(() -> hubs.samples.get("g1").size() > 5);
        done(hubs.vertx.undeploy(deployment));
        double collected = meters.counter("atalaia_agent_samples_collected").count();
        assertThat(hubs.blocks).isNotEmpty();
        assertThat(hubs.blocks.stream().mapToInt(block -> block.samples()).sum())
                .isEqualTo((int) collected);
        assertThat(meters.counter("atalaia_agent_samples_acked").count()).isEqualTo(collected);
        assertThat(BlockCodec.decode(hubs.blocks.get(0).payload()).times()[0])
                .isEqualTo(hubs.blocks.get(0).from());
    }

    @Test
    void aMachineKeepsItsIdAndGetsANewBootWithEachStart() {
        String first = deployed();
        await().atMost(LIMIT).until(() -> hubs.introductions.size() > 0);
        done(hubs.vertx.undeploy(first));
        int before = hubs.introductions.size();
        deployed();
        await().atMost(LIMIT).until(() -> hubs.introductions.size() > before);
        var one = hubs.introductions.get(0).facts();
        var other = hubs.introductions.get(before).facts();
        assertThat(UUID.fromString(one.id())).isEqualTo(UUID.fromString(other.id()));
        assertThat(one.boot()).isNotEqualTo(other.boot());
    }

    @Test
    void aMachineIdThatIsNoneStopsTheStartWithAnAdvice() throws Exception {
        Files.writeString(data.resolve("machine-id"), "rubbish");
        assertThatThrownBy(() -> done(hubs.vertx.deployVerticle(agent())))
                .rootCause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("machine-id")
                .hasMessageContaining("delete it");
    }

    @Test
    void aStartThatFailsLeavesNothingRunning() {
        hubs.gateway("g1");
        hubs.registration = Future.failedFuture("the registry is not there");
        assertThatThrownBy(() -> done(hubs.vertx.deployVerticle(agent()))).hasMessageContaining("registry");
        double collected = meters.counter("atalaia_agent_samples_collected").count();
        await().during(Duration.ofMillis(400))
                .atMost(LIMIT)
                .until(() -> meters.counter("atalaia_agent_samples_collected").count() == collected);
    }
}
