/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.Route;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.Fault;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks storage over the bus through a circuit breaker, so that a storage that hangs costs nobody more than a moment. Storage's
 * refusals of bad questions are answers like others. Used on the gateway's event loop alone.
 */
final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
    private static final int FAILURES = 3;
    private static final long RESET_MILLIS = 1_000;
    /** The bus gives up first, so that the failure is a fault in its words. */
    private static final long LEEWAY_MILLIS = 250;

    private final Bus bus;
    private final String meaning;
    private final CircuitBreaker breaker;
    private boolean lost;

    /**
     * @param name of the breaker in metrics
     * @param meaning what it means when storage does not answer, for the log
     */
    Breaker(Vertx vertx, Bus bus, String name, String meaning, Duration patience, MeterRegistry meters) {
        this.bus = bus;
        this.meaning = meaning;
        breaker = CircuitBreaker.create(
                        name,
                        vertx,
                        new CircuitBreakerOptions()
                                .setMaxFailures(FAILURES)
                                .setTimeout(patience.toMillis() + LEEWAY_MILLIS)
                                .setResetTimeout(RESET_MILLIS))
                .failurePolicy(outcome -> outcome.failed() && !refused(outcome.cause()))
                .openHandler(open -> lost())
                .closeHandler(closed -> back());
        for (CircuitBreakerState state : CircuitBreakerState.values()) {
            Gauge.builder("atalaia_breaker_state", breaker, one -> one.state() == state ? 1 : 0)
                    .description("1 for the state in which the circuit breaker is")
                    .tag("breaker", name)
                    .tag("state", word(state))
                    .register(meters);
        }
    }

    /** The breaker opens again after each failed try; only the first time is news. */
    private void lost() {
        if (!lost) {
            lost = true;
            LOG.atWarn().log("storage does not answer: " + meaning);
        }
    }

    private void back() {
        lost = false;
        LOG.atInfo().addKeyValue("breaker", breaker.name()).log("storage answers again");
    }

    /** @return a failure is always a {@link Fault} */
    <Q extends Record, A extends Record> Future<A> ask(Route<Q, A> route, Q question, Duration limit) {
        return breaker.<A>execute(promise -> bus.ask(route, question, limit).onComplete(promise))
                .recover(cause -> Future.failedFuture(
                        cause instanceof Fault ? cause : new Fault(Fault.UNAVAILABLE, "storage does not answer")));
    }

    private static boolean refused(Throwable cause) {
        return cause instanceof Fault fault && fault.code() < Fault.INTERNAL;
    }

    boolean closed() {
        return breaker.state() == CircuitBreakerState.CLOSED;
    }

    /** {@code closed}, {@code open} or {@code half-open}. */
    String state() {
        return word(breaker.state());
    }

    long failures() {
        return breaker.failureCount();
    }

    void close() {
        breaker.close();
    }

    private static String word(CircuitBreakerState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
