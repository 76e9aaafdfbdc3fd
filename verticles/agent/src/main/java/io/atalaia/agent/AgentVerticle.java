/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent;

import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.engine.Gatherer;
import io.atalaia.agent.engine.Pace;
import io.atalaia.agent.engine.ProcessLook;
import io.atalaia.agent.engine.Sampler;
import io.atalaia.agent.read.HostFacts;
import io.atalaia.agent.read.MachineId;
import io.atalaia.agent.read.Platform;
import io.atalaia.agent.service.FactsWatch;
import io.atalaia.agent.service.LoggedTroubles;
import io.atalaia.agent.service.Roads;
import io.atalaia.agent.service.RunningAgent;
import io.atalaia.agent.service.Self;
import io.atalaia.agent.service.SlowWatch;
import io.atalaia.agent.service.Workers;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.spool.Gathering;
import io.atalaia.platform.spool.Spool;
import io.atalaia.platform.uplink.RoadMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Samples this machine, shows the samples live to its gateway, and brings them in blocks to storage. */
public final class AgentVerticle extends VerticleBase {
    private final AgentConfig config;
    private final Path dataDirectory;
    private final Surroundings surroundings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final String nodeId;
    private final String version;
    private final Platform platform;

    private Workers workers;
    private SlowWatch slow;
    private FactsWatch facts;
    private RoadMeters roadMeters;
    private RunningAgent agent;
    private Roads roads;

    /**
     * @param dataDirectory where the machine's id and the spool are kept; made when it is not there
     * @param nodeId keeps several agents in one process apart
     * @param version of Atalaia
     */
    public AgentVerticle(
            AgentConfig config,
            Path dataDirectory,
            Surroundings surroundings,
            Clock clock,
            MeterRegistry meters,
            String nodeId,
            String version) {
        this(
                config,
                dataDirectory,
                surroundings,
                clock,
                meters,
                nodeId,
                version,
                Platform.of(config.root(), config.collectors()));
    }

    AgentVerticle(
            AgentConfig config,
            Path dataDirectory,
            Surroundings surroundings,
            Clock clock,
            MeterRegistry meters,
            String nodeId,
            String version,
            Platform platform) {
        this.config = config;
        this.dataDirectory = dataDirectory;
        this.surroundings = surroundings;
        this.clock = clock;
        this.meters = meters;
        this.nodeId = nodeId;
        this.version = version;
        this.platform = platform;
    }

    /** Fails with an {@link IllegalStateException} whose message is for people when the machine's id cannot be told. */
    @Override
    public Future<?> start() {
        workers = Workers.of(vertx, nodeId);
        slow = new SlowWatch(vertx, platform, workers);
        roadMeters = new RoadMeters(meters, "atalaia_agent");
        return Future.all(workers.sampling().executeBlocking(this::opened, false), slow.start())
                .compose(both -> run(both.resultAt(0)))
                .compose(running -> surroundings.join())
                .recover(cause -> undone().transform(ignored -> Future.failedFuture(cause)));
    }

    /** Runs on a worker. */
    private Opened opened() throws IOException {
        String machine = MachineId.in(dataDirectory);
        var self = Self.started(machine, version, config.every().toMillis(), config.labels());
        return new Opened(
                self,
                platform.facts(),
                platform.collectors(),
                platform.processes(config.processes().top()),
                spool());
    }

    private Spool spool() throws IOException {
        var spool = Spool.open(dataDirectory.resolve("spool"), config.kept(), Gathering::strict, clock, roadMeters);
        roadMeters.show(spool, clock);
        return spool;
    }

    private Future<?> run(Opened opened) {
        roads = surroundings.roads(vertx, clock, opened.self.machine());
        agent = new RunningAgent(
                vertx,
                workers,
                roads,
                clock,
                meters,
                opened.self,
                opened.host,
                sampler(opened),
                opened.spool,
                roadMeters);
        facts = new FactsWatch(vertx, platform, workers.slow(), opened.host, agent::changed);
        facts.start();
        return agent.start();
    }

    private Sampler sampler(Opened opened) {
        var troubles = new LoggedTroubles();
        List<Collector> collectors = new ArrayList<>(opened.collectors);
        collectors.addAll(opened.processes.counts());
        collectors.addAll(slow.collectors());
        return new Sampler(
                new Sampler.Identity(opened.self.machine(), opened.self.boot()),
                new Gatherer(collectors, troubles),
                opened.processes,
                Pace.of(opened.self.machine(), config.processes().every().toMillis()),
                troubles);
    }

    /** Leaves the registry, seals what was gathered, and sends what storage does not have yet; the rest stays on disk. */
    @Override
    public Future<?> stop() {
        return surroundings.leave().compose(left -> agent.drain()).eventually(this::undone);
    }

    /** Closes whatever is open; also after half a start. */
    private Future<Void> undone() {
        slow.stop();
        if (facts != null) {
            facts.stop();
        }
        Future<Void> ended = agent == null ? Future.succeededFuture() : agent.close();
        return ended.eventually(() ->
                        roads == null ? Future.succeededFuture() : roads.close().get())
                .eventually(workers::close);
    }

    private record Opened(Self self, HostFacts host, List<Collector> collectors, ProcessLook processes, Spool spool) {}
}
