/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent;

import io.atalaia.agent.engine.Backoff;
import io.atalaia.agent.engine.BlockBuilder;
import io.atalaia.agent.engine.BlockQueue;
import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.engine.Gatherer;
import io.atalaia.agent.engine.Hash;
import io.atalaia.agent.engine.Pace;
import io.atalaia.agent.engine.ProcessLook;
import io.atalaia.agent.engine.Sampler;
import io.atalaia.agent.engine.Sampler.Taken;
import io.atalaia.agent.read.MachineId;
import io.atalaia.agent.read.Platform;
import io.atalaia.agent.service.AgentMeters;
import io.atalaia.agent.service.DurableUplink;
import io.atalaia.agent.service.Introduction;
import io.atalaia.agent.service.LiveUplink;
import io.atalaia.agent.service.LoggedTroubles;
import io.atalaia.agent.service.Sampling;
import io.atalaia.agent.service.SlowWatch;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.Pong;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.engine.block.BlockCodec;
import io.atalaia.platform.registry.Registry;
import io.atalaia.platform.registry.Registry.Offer;
import io.atalaia.platform.registry.Registry.Registration;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Samples this machine, shows the samples live to its gateway, and brings them in blocks to storage. */
public final class AgentVerticle extends VerticleBase {
    private static final String ROLE = "agent";
    private static final long SPREAD_MILLIS = 20_000;
    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(3);
    private static final int SLOW_THREADS = 4;

    private final AgentConfig config;
    private final Path dataDirectory;
    private final Bus bus;
    private final Registry registry;
    private final Clock clock;
    private final MeterRegistry meters;
    private final String nodeId;
    private final String version;
    private final Platform platform;

    private WorkerExecutor worker;
    private WorkerExecutor slowWorkers;
    private Sampler sampler;
    private SlowWatch slow;
    private Sampling sampling;
    private LiveUplink live;
    private DurableUplink durable;
    private Registration registration;

    public AgentVerticle(
            AgentConfig config,
            Path dataDirectory,
            Bus bus,
            Registry registry,
            Clock clock,
            MeterRegistry meters,
            String nodeId,
            String version) {
        this(config, dataDirectory, bus, registry, clock, meters, nodeId, version, Platform.here());
    }

    AgentVerticle(
            AgentConfig config,
            Path dataDirectory,
            Bus bus,
            Registry registry,
            Clock clock,
            MeterRegistry meters,
            String nodeId,
            String version,
            Platform platform) {
        this.config = config;
        this.dataDirectory = dataDirectory;
        this.bus = bus;
        this.registry = registry;
        this.clock = clock;
        this.meters = meters;
        this.nodeId = nodeId;
        this.version = version;
        this.platform = platform;
    }

    @Override
    public Future<?> start() {
        worker = vertx.createSharedWorkerExecutor("atalaia-agent-sampling-" + nodeId, 1);
        slowWorkers = vertx.createSharedWorkerExecutor("atalaia-agent-slow-" + nodeId, SLOW_THREADS);
        slow = new SlowWatch(vertx, platform, slowWorkers);
        return Future.all(worker.executeBlocking(this::opened, false), slow.start())
                .map(both -> wired(both.resultAt(0)))
                .compose(live -> live.listen())
                .compose(listening -> serve())
                .recover(cause -> undone().transform(ignored -> Future.failedFuture(cause)));
    }

    private Future<?> serve() {
        sampling.start();
        return bus.serve(HealthApi.ping(ROLE, nodeId), ping -> Future.succeededFuture(Pong.ABLE))
                .compose(served -> registry.publish(
                        new Offer(ROLE, HealthApi.ping(ROLE, nodeId).address())))
                .map(published -> registration = published);
    }

    /** Runs on a worker. */
    private Opened opened() throws IOException {
        String id = MachineId.in(dataDirectory);
        byte[] boot = new byte[16];
        new SecureRandom().nextBytes(boot);
        var host = platform.facts();
        var facts = new MachineFacts(
                id,
                host.name(),
                host.addresses(),
                host.os(),
                host.kernel(),
                host.architecture(),
                host.cpuModel(),
                host.cores(),
                host.memoryBytes(),
                host.bootTime(),
                version,
                HexFormat.of().formatHex(boot),
                config.every().toMillis(),
                config.labels());
        return new Opened(
                facts,
                platform.collectors(),
                platform.processes(config.processes().top()));
    }

    private LiveUplink wired(Opened opened) {
        var facts = opened.facts;
        var introduction = new Introduction(facts);
        var agentMeters = new AgentMeters(meters);
        sampler = sampler(opened);
        live = new LiveUplink(bus, clock, introduction);
        durable = new DurableUplink(
                vertx,
                bus,
                clock,
                introduction,
                agentMeters,
                new BlockQueue(config.queue().toMillis()),
                new Backoff(new SplittableRandom()::nextDouble),
                Duration.ofMillis(Math.floorMod(Hash.of(facts.id()), SPREAD_MILLIS)));
        var pace = Pace.of(facts.id(), config.every().toMillis());
        sampling = new Sampling(vertx, worker, clock, sampler, pace, agentMeters, this::taken);
        return live;
    }

    private Sampler sampler(Opened opened) {
        var troubles = new LoggedTroubles();
        List<Collector> collectors = new ArrayList<>(opened.collectors);
        collectors.addAll(slow.collectors());
        return new Sampler(
                new Sampler.Identity(opened.facts.id(), opened.facts.boot()),
                new Gatherer(collectors, troubles),
                new BlockBuilder(BlockCodec::encode),
                opened.processes,
                Pace.of(opened.facts.id(), config.processes().every().toMillis()),
                troubles);
    }

    private void taken(Taken taken) {
        if (taken.sample() != null) {
            live.sampled(taken.sample(), taken.schema());
            durable.schema(taken.schema());
        }
        taken.sealed().forEach(durable::offer);
    }

    /** Leaves the registry, seals what was gathered, and sends all that storage does not have yet. */
    @Override
    public Future<?> stop() {
        return registration
                .withdraw()
                .otherwiseEmpty()
                .compose(withdrawn -> sampling.stop())
                .compose(done -> durable.flush(FLUSH_LIMIT))
                .eventually(this::undone);
    }

    /** Closes whatever is open; also after half a start. */
    private Future<Void> undone() {
        slow.stop();
        Future<Void> sampled =
                sampling == null ? Future.succeededFuture() : sampling.stop().otherwiseEmpty();
        return sampled.compose(idle -> {
            if (durable != null) {
                durable.close();
            }
            if (sampler != null) {
                sampler.close();
            }
            return Future.join(worker.close(), slowWorkers.close())
                    .timeout(FLUSH_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .<Void>mapEmpty()
                    .otherwiseEmpty();
        });
    }

    private record Opened(MachineFacts facts, List<Collector> collectors, ProcessLook processes) {}
}
