/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.bus;

import io.atalaia.contracts.node.NodeState.Position;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A circuit breaker around what is asked of somebody else, so that one that hangs costs nobody more than a moment. After three
 * failures within ten seconds nothing is asked for a second; then one question goes through, and its answer decides. Refusals of
 * bad questions are answers like others. Safe from any thread.
 */
public final class Breaker {
    private static final int FAILURES = 3;
    private static final long RESET_MILLIS = 1_000;
    /** Every question over the bus ends by itself. */
    private static final long NO_TIMEOUT = -1;

    private final String name;
    private final Clock clock;
    private final CircuitBreaker breaker;
    private final Runnable lost;
    private final Runnable back;
    private final AtomicInteger failures = new AtomicInteger();
    private final List<Meter> shown = new CopyOnWriteArrayList<>();
    private volatile long usedAt;
    private volatile long nextTry;
    private volatile boolean isLost;
    private volatile MeterRegistry meters;

    /**
     * @param lost runs when it opens, though not when the question that it lets through fails as well
     * @param back runs when it closes again
     */
    Breaker(Vertx vertx, Clock clock, String name, Runnable lost, Runnable back) {
        this.name = name;
        this.clock = clock;
        this.lost = lost;
        this.back = back;
        usedAt = clock.nanos();
        breaker = CircuitBreaker.create(name, vertx, options())
                .failurePolicy(outcome -> outcome.failed() && !refused(outcome.cause()))
                .openHandler(open -> opened())
                .closeHandler(closed -> closedAgain());
    }

    private static CircuitBreakerOptions options() {
        return new CircuitBreakerOptions()
                .setMaxFailures(FAILURES)
                .setTimeout(NO_TIMEOUT)
                .setResetTimeout(RESET_MILLIS)
                .setNotificationAddress(null);
    }

    private static boolean refused(Throwable cause) {
        return cause instanceof Fault fault && fault.code() < Fault.INTERNAL;
    }

    private void opened() {
        nextTry = clock.millis() + RESET_MILLIS;
        if (!isLost) {
            isLost = true;
            lost.run();
        }
    }

    private void closedAgain() {
        isLost = false;
        back.run();
    }

    /** @return the answer, or {@link Fault#UNAVAILABLE} at once while it is open */
    public <A> Future<A> through(Supplier<Future<A>> asked) {
        usedAt = clock.nanos();
        return breaker.<A>execute(promise -> asked.get().onComplete(answer -> {
                    count(answer.cause());
                    promise.handle(answer);
                }))
                .recover(cause -> Future.failedFuture(cause instanceof OpenCircuitException ? isOpen() : cause));
    }

    private void count(Throwable cause) {
        if (cause == null || refused(cause)) {
            failures.set(0);
        } else {
            failures.incrementAndGet();
        }
    }

    private Fault isOpen() {
        return Fault.notAsked(name + " did not answer lately and is not asked at this moment", Fault.Reach.HELD_BACK);
    }

    public String name() {
        return name;
    }

    public boolean closed() {
        return breaker.state() == CircuitBreakerState.CLOSED;
    }

    public Position position() {
        return Position.valueOf(breaker.state().name());
    }

    /** In a row. */
    public int failures() {
        return failures.get();
    }

    /** When it lets one question through again, in epoch milliseconds; null unless it is open. */
    public Long nextTry() {
        return position() == Position.OPEN ? nextTry : null;
    }

    /** When something was last asked, on the monotonic clock. */
    long usedAt() {
        return usedAt;
    }

    /** {@code closed}, {@code open} or {@code half-open}. */
    public static String word(Position position) {
        return position.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    void measureIn(MeterRegistry registry) {
        meters = registry;
        Stream.of(Position.values())
                .map(position -> Gauge.builder("atalaia_breaker_state", this, one -> one.position() == position ? 1 : 0)
                        .description("1 for the state in which the circuit breaker is")
                        .tag("breaker", name)
                        .tag("state", word(position))
                        .register(registry))
                .forEach(shown::add);
        shown.add(Gauge.builder("atalaia_breaker_failures", this, Breaker::failures)
                .description("Questions in a row that were not answered")
                .tag("breaker", name)
                .register(registry));
    }

    void close() {
        breaker.close();
        if (meters != null) {
            shown.forEach(meters::remove);
        }
    }
}
