/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health;

import io.atalaia.contracts.health.HealthApi;
import io.atalaia.health.service.Checks;
import io.atalaia.health.service.Rounds;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.registry.Registry;
import io.atalaia.platform.registry.Registry.Offer;
import io.atalaia.platform.registry.Registry.Registration;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Asks every service at a steady pace whether it is able to work, announces what changes and answers how all stand. */
public final class HealthCheckVerticle extends VerticleBase {
    private static final String ROLE = "health-check";
    /** The part of the pace over which the questions of a round are spread. */
    private static final int JITTER_PART = 10;

    private final HealthConfig config;
    private final Bus bus;
    private final Registry registry;
    private final Clock clock;
    private final MeterRegistry meters;
    private final String nodeId;
    private Rounds rounds;
    private Registration registration;
    private Future<Void> checking = Future.succeededFuture();
    private volatile long failing;
    private long timer;

    public HealthCheckVerticle(
            HealthConfig config, Bus bus, Registry registry, Clock clock, MeterRegistry meters, String nodeId) {
        this.config = config;
        this.bus = bus;
        this.registry = registry;
        this.clock = clock;
        this.meters = meters;
        this.nodeId = nodeId;
    }

    @Override
    public Future<?> start() {
        long jitterMillis = config.every().toMillis() / JITTER_PART;
        rounds = new Rounds(
                bus,
                clock,
                new Checks(vertx, bus, clock, meters, jitterMillis),
                config.patience(),
                config.fall(),
                config.rise());
        Gauge.builder("atalaia_health_failing", () -> failing)
                .description("Services that fail")
                .register(meters);
        var ping = HealthApi.ping(ROLE, nodeId);
        return bus.serve(HealthApi.VERDICTS, rounds::verdicts)
                .compose(served -> bus.serve(ping, rounds::pong))
                .compose(served -> registry.publish(new Offer(ROLE, ping.address())))
                .map(this::open);
    }

    /** A round that runs is not waited for: it only asks. */
    @Override
    public Future<?> stop() {
        vertx.cancelTimer(timer);
        return registration.withdraw();
    }

    private Registration open(Registration published) {
        registration = published;
        timer = vertx.setPeriodic(0, config.every().toMillis(), tick -> checkUnlessBusy());
        return published;
    }

    private void checkUnlessBusy() {
        if (checking.isComplete()) {
            checking = rounds.round().onComplete(done -> failing = rounds.failing());
        }
    }
}
