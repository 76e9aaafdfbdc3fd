/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.service;

import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.Ping;
import io.atalaia.contracts.health.HealthApi.Pong;
import io.atalaia.health.engine.Outcome;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Asks one instance whether it is able to work. */
public final class Checks {
    private final Vertx vertx;
    private final Bus bus;
    private final Clock clock;
    private final long jitterMillis;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Counter passed;
    private final Counter failed;

    /** @param jitterMillis each question waits for up to so long, so that several checking nodes do not ask as one */
    public Checks(Vertx vertx, Bus bus, Clock clock, MeterRegistry meters, long jitterMillis) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.jitterMillis = jitterMillis;
        passed = counter(meters, "passed");
        failed = counter(meters, "failed");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("atalaia_health_checks")
                .description("Checks of services, by their outcome")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** Fails never. */
    Future<Outcome> check(Instance instance, Duration patience) {
        Promise<Outcome> checked = Promise.promise();
        vertx.setTimer(1 + random.nextLong(jitterMillis + 1), go -> ask(instance, patience)
                .onComplete(checked));
        return checked.future().onSuccess(outcome -> (outcome.passed() ? passed : failed).increment());
    }

    private Future<Outcome> ask(Instance instance, Duration patience) {
        long asked = clock.nanos();
        return bus.ask(HealthApi.pingAt(instance.address()), new Ping(), patience)
                .map(pong -> answered(pong, (clock.nanos() - asked) / 1e6))
                .otherwise(Checks::unanswered);
    }

    private static Outcome answered(Pong pong, double latencyMillis) {
        return pong.able() ? Outcome.able(latencyMillis) : Outcome.unable(pong.detail(), latencyMillis);
    }

    private static Outcome unanswered(Throwable cause) {
        return cause instanceof Fault fault && fault.code() == Fault.UNAVAILABLE
                ? Outcome.absent(fault.getMessage())
                : Outcome.silent(cause.getMessage());
    }
}
