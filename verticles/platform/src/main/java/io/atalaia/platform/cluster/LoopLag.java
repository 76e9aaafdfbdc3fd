/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.cluster.engine.Lateness;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * By how much timers of this process's event loops came late in the last ten seconds. A node whose timers are late must doubt what
 * it believes of others: that they are silent may be its own doing. Safe from any thread.
 */
public final class LoopLag {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int WINDOW = 100;

    private final Vertx vertx;
    private final Clock clock;
    private final List<Lateness> loops = new CopyOnWriteArrayList<>();
    private String deployment;

    private LoopLag(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    /** @param loops how many event loops are watched; they are taken in turn, so more than there are watches some twice */
    public static Future<LoopLag> watch(Vertx vertx, Clock clock, int loops) {
        var lag = new LoopLag(vertx, clock);
        return vertx.deployVerticle(lag::ticker, new DeploymentOptions().setInstances(loops))
                .map(deployment -> {
                    lag.deployment = deployment;
                    return lag;
                });
    }

    private Ticker ticker() {
        return new Ticker();
    }

    /** @param share of all timers that came no later, 0 to 1: 0.99 for the 99th percentile */
    public Duration late(double share) {
        long now = clock.nanos();
        long[] all = loops.stream()
                .flatMapToLong(loop -> Arrays.stream(loop.nanos(now)))
                .toArray();
        return Duration.ofNanos(Lateness.quantile(all, share));
    }

    /** Shows the lag among a process's metrics. */
    public void measureIn(MeterRegistry meters) {
        for (double share : new double[] {0.5, 0.95, 0.99}) {
            Gauge.builder(
                            "atalaia_event_loop_lag_seconds",
                            this,
                            lag -> lag.late(share).toNanos() / 1e9)
                    .description("By how much timers of the event loops came late in the last ten seconds")
                    .tag("share", String.valueOf(share))
                    .register(meters);
        }
    }

    public Future<Void> close() {
        return vertx.undeploy(deployment);
    }

    /** Each instance gets an event loop of its own as long as there are any. */
    private final class Ticker extends VerticleBase {
        private Lateness lateness;
        private long timer = -1;

        @Override
        public Future<?> start() {
            lateness = new Lateness(EVERY_NANOS, WINDOW, clock.nanos());
            loops.add(lateness);
            tick();
            return Future.succeededFuture();
        }

        private void tick() {
            long wait = TimeUnit.NANOSECONDS.toMillis(lateness.fired(clock.nanos()) + 999_999);
            timer = vertx.setTimer(Math.max(1, wait), fired -> tick());
        }

        @Override
        public Future<?> stop() {
            vertx.cancelTimer(timer);
            loops.remove(lateness);
            return Future.succeededFuture();
        }
    }
}
