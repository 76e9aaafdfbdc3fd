/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent;

import static io.atalaia.agent.Hubs.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.agent.engine.Fixtures;
import io.atalaia.agent.read.Choice;
import io.atalaia.agent.read.Platform;
import io.atalaia.agent.service.FakePlatform;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.config.ByteSize;
import io.atalaia.platform.engine.Hash;
import io.atalaia.platform.engine.block.BlockCodec;
import io.atalaia.platform.spool.SpoolConfig;
import io.atalaia.platform.uplink.DurableRoad;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentVerticleTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration SPREAD = DurableRoad.Options.ONE_MACHINE.spread();
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final Hubs hubs = new Hubs().storage();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    Path data;

    @AfterEach
    void close() {
        hubs.close();
    }

    private AgentVerticle agent() {
        return agent(Clock.system(), Platform.here());
    }

    private AgentVerticle agent(Clock clock, Platform platform) {
        var config = new AgentConfig(
                Duration.ofMillis(100),
                new AgentConfig.Processes(Duration.ofSeconds(1), 5),
                new SpoolConfig(ByteSize.parse("8MiB"), Duration.ofHours(1), Duration.ofSeconds(5)),
                Map.of("site", "lisbon"),
                "",
                Choice.USUAL,
                0,
                List.of(),
                AgentConfig.Tls.NONE,
                false,
                "",
                "",
                new AgentConfig.Metrics(-1));
        return new AgentVerticle(config, data, new InHub(hubs.bus, hubs, "n1"), clock, meters, "n1", "0.1.0", platform);
    }

    @CanIgnoreReturnValue
    private String deployed() {
        return done(hubs.vertx.deployVerticle(agent()));
    }

    @Test
    void itGreetsItsGatewayAndSendsItsSamplesLive() {
        hubs.gateway("g1");
        deployed();
        // The processes are looked at beside the samples, and come with one of the first.
        await().atMost(LIMIT)
                .until(() -> hubs.samples.get("g1").size() > 5
                        && hubs.samples.get("g1").stream().anyMatch(sample -> sample.processes() != null));
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
    void aDeviceThatAppearsIsToldToGatewayAndStorage() {
        hubs.gateway("g1");
        var platform = new FakePlatform();
        String deployment = done(hubs.vertx.deployVerticle(agent(Clock.system(), platform)));
        await().atMost(LIMIT).until(() -> hubs.samples.get("g1").size() > 2 && hubs.introductions.size() >= 1);
        platform.collector.names.add("node_load5");
        await().atMost(LIMIT).until(() -> hubs.hellos.get("g1").size() >= 2 && hubs.introductions.size() >= 2);
        done(hubs.vertx.undeploy(deployment));
        // The end of a minute, if it falls between, seals one more.
        assertThat(hubs.blocks).extracting(Block::seq).contains(1L, 2L);
        assertThat(hubs.blocks)
                .extracting(Block::schema)
                .containsOnly(
                        Fixtures.schema("node_load1").hash(),
                        Fixtures.schema("node_load1", "node_load5").hash());
    }

    @Test
    void theMinutesEndSealsAndAClockThatIsSetBackLosesNothing() throws Exception {
        String prompt = Stream.generate(() -> UUID.randomUUID().toString())
                .filter(id -> Math.floorMod(Hash.of(id), SPREAD.toNanos()) < MOMENT.toNanos())
                .findFirst()
                .orElseThrow();
        Files.writeString(data.resolve("machine-id"), prompt);
        // Four seconds before the end of a minute: time enough for the start, also on a busy machine.
        var offset = new AtomicLong(56_000 - Math.floorMod(System.currentTimeMillis(), 60_000L));
        var clock = new Clock(() -> Instant.now().plusMillis(offset.get()), System::nanoTime);
        String deployment = done(hubs.vertx.deployVerticle(agent(clock, new FakePlatform())));
        await().atMost(LIMIT).until(() -> hubs.blocks.size() == 1);
        offset.addAndGet(-3_600_000);
        await().atMost(LIMIT).until(() -> hubs.blocks.size() == 2);
        double soFar = meters.counter("atalaia_agent_samples_collected").count();
        await().atMost(LIMIT)
                .until(() -> meters.counter("atalaia_agent_samples_collected").count() > soFar + 3);
        done(hubs.vertx.undeploy(deployment));
        assertThat(hubs.blocks).extracting(Block::seq).containsExactly(1L, 2L, 3L);
        assertThat(hubs.blocks.get(1).from() / 60_000)
                .isEqualTo(hubs.blocks.get(0).from() / 60_000 + 1);
        assertThat(hubs.blocks.get(2).to()).isLessThan(hubs.blocks.get(0).from());
        assertThat(hubs.blocks.stream().mapToInt(Block::samples).sum()).isEqualTo((int)
                meters.counter("atalaia_agent_samples_collected").count());
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
