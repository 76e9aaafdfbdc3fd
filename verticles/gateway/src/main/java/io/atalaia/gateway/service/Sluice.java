/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.gateway.engine.Flow;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets blocks of the past through at a pace that leaves room for what is live: after an hour without a gateway a whole fleet brings
 * its hour at once. What does not pass soon is refused with a wait. Used on the gateway's event loop alone.
 */
public final class Sluice {
    private static final long TICK_MILLIS = 50;
    private static final int TICKS_A_SECOND = 20;
    /** Agents give an answer five seconds. */
    private static final double LONGEST_SECONDS = 2;

    private static final long RETRY_MILLIS = 5_000;

    private final Vertx vertx;
    private final Clock clock;
    private final Flow flow = new Flow();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Counter refused;
    private final long timer;
    private long before;
    private int ticks;

    public Sluice(Vertx vertx, Clock clock, MeterRegistry meters) {
        this.vertx = vertx;
        this.clock = clock;
        Gauge.builder("atalaia_ingest_past_rate", flow, Flow::rate)
                .description("Blocks of the past that may pass in a second")
                .strongReference(true)
                .register(meters);
        Gauge.builder("atalaia_ingest_past_waiting", waiting, Deque::size)
                .description("Blocks of the past that wait to pass")
                .strongReference(true)
                .register(meters);
        refused = Counter.builder("atalaia_ingest_past_refused")
                .description("Blocks of the past that were told to come later")
                .register(meters);
        before = clock.nanos();
        timer = vertx.setPeriodic(TICK_MILLIS, tick -> tick());
    }

    /** Does the work in its turn. */
    public <T> Future<T> pass(Supplier<Future<T>> work) {
        if (waiting.isEmpty() && flow.take()) {
            return work.get();
        }
        if (waiting.size() >= flow.rate() * LONGEST_SECONDS) {
            refused.increment();
            return Future.failedFuture(new Fault(
                    Fault.BUSY, "more of the past comes in than can be taken beside what is live", RETRY_MILLIS));
        }
        Promise<T> turn = Promise.promise();
        waiting.add(() -> work.get().onComplete(turn));
        return turn.future();
    }

    private void tick() {
        long now = clock.nanos();
        long millis = TimeUnit.NANOSECONDS.toMillis(now - before);
        before = now;
        flow.pass(millis, millis - TICK_MILLIS);
        if (++ticks % TICKS_A_SECOND == 0) {
            flow.adjust();
        }
        while (!waiting.isEmpty() && flow.take()) {
            waiting.poll().run();
        }
    }

    /** What still waits passes at once: its sender is told of its end. */
    public void close() {
        vertx.cancelTimer(timer);
        waiting.forEach(Runnable::run);
        waiting.clear();
    }
}
