/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.agent;

import io.atalaia.agent.AgentVerticle;
import io.atalaia.agent.OnItsOwn;
import io.atalaia.agent.read.MachineId;
import io.atalaia.launcher.DataDirectory;
import io.atalaia.launcher.NodeName;
import io.atalaia.launcher.Startable;
import io.atalaia.launcher.Version;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** An agent alone in its process: no cluster, no database, no port unless asked for; as few threads as it can do with. */
public final class AgentProcess implements Startable<AgentProcess.Running> {
    private static final int WORKERS = 2;
    /** Nothing of ours blocks the event loop, and each look at it wakes the processor. */
    private static final long WATCH_SECONDS = 10;

    private final AgentConfiguration config;
    private final String token;
    private volatile boolean running;
    private volatile Vertx vertx;
    private volatile DataDirectory data;
    private volatile String deployment;

    public AgentProcess(AgentInvocation.Loaded loaded) {
        config = loaded.config();
        token = loaded.token();
    }

    /**
     * @param name the machine's
     * @param machine its UUID
     * @param every between two samples, as people write it
     * @param waitsIn where samples wait that no gateway has taken
     * @param metricsPort where its own figures are shown; -1 when they are not
     */
    public record Running(
            String version,
            String name,
            String machine,
            String every,
            List<String> gateways,
            String waitsIn,
            int metricsPort) {}

    @Override
    public Future<Running> start() {
        try {
            data = DataDirectory.open(
                    Path.of(config.data().directory()).toAbsolutePath().normalize());
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
        vertx = Vertx.builder().with(options()).build();
        // Of no event loop: what tells of a failure comes after Vert.x has closed its own.
        Promise<Running> started = Promise.promise();
        var beginning = config.agent().metrics().port() < 0 ? begin(new CompositeMeterRegistry(), -1) : beginShown();
        beginning.onComplete(
                started::complete, cause -> stop().whenComplete((stopped, ignored) -> started.fail(cause)));
        return started.future();
    }

    /** The port first: an agent that cannot show what it was told to show does not start. */
    private Future<Running> beginShown() {
        var door = new MetricsDoor(Version.current());
        return door.open(vertx, config.agent().metrics().port()).compose(port -> begin(door.figures(), port));
    }

    private Future<Running> begin(MeterRegistry meters, int metricsPort) {
        return vertx.deployVerticle(verticle(meters)).compose(deployed -> {
            deployment = deployed;
            running = true;
            return describe(metricsPort);
        });
    }

    private static VertxOptions options() {
        var options = new VertxOptions()
                .setPreferNativeTransport(false)
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(WORKERS)
                .setInternalBlockingPoolSize(WORKERS)
                .setBlockedThreadCheckInterval(WATCH_SECONDS)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.SECONDS);
        options.getFileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        return options;
    }

    private AgentVerticle verticle(MeterRegistry meters) {
        return new AgentVerticle(
                config.agent(),
                data.path(),
                new OnItsOwn(config.agent().gateways(), config.agent().tls().files(), token),
                Clock.system(),
                meters,
                "agent",
                Version.current());
    }

    private Future<Running> describe(int metricsPort) {
        try {
            return Future.succeededFuture(new Running(
                    Version.current(),
                    NodeName.ofHost(),
                    MachineId.in(data.path()),
                    config.agent().every().toMillis() / 1000.0 + " s",
                    config.agent().gateways(),
                    data.path().resolve("spool").toString(),
                    metricsPort));
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }

    @Override
    public boolean running() {
        return running;
    }

    @Override
    public CompletionStage<Void> stop() {
        running = false;
        if (vertx == null) {
            return CompletableFuture.completedStage(null);
        }
        Future<Void> undeployed = deployment == null ? Future.succeededFuture() : vertx.undeploy(deployment);
        return undeployed
                .otherwiseEmpty()
                .toCompletionStage()
                .thenCompose(done -> vertx.close().toCompletionStage())
                .exceptionally(cause -> null)
                .thenRun(data::close);
    }
}
