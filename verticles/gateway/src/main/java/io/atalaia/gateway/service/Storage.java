/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.Route;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.AskEvents;
import io.atalaia.contracts.storage.StorageApi.AskMachines;
import io.atalaia.contracts.storage.StorageApi.AskSeries;
import io.atalaia.contracts.storage.StorageApi.MachineSeries;
import io.atalaia.contracts.storage.StorageApi.Machines;
import io.atalaia.contracts.storage.StorageApi.Query;
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
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Storage as the gateway sees it: every question goes through one circuit breaker, so that a storage that hangs costs nobody
 * more than a moment. Storage's refusals of bad questions are answers like others. Used on the gateway's event loop alone.
 */
public final class Storage {
    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);
    private static final int FAILURES = 3;
    private static final long RESET_MILLIS = 1_000;
    private static final Duration PROBE_PATIENCE = Duration.ofMillis(1_500);
    /** The bus gives up first, so that the failure is a fault in its words. */
    private static final long LEEWAY_MILLIS = 250;

    private final Bus bus;
    private final Duration patience;
    private final CircuitBreaker breaker;
    private Future<?> probing = Future.succeededFuture();
    private boolean answered;
    private boolean lost;

    public Storage(Vertx vertx, Bus bus, Duration patience, MeterRegistry meters) {
        this.bus = bus;
        this.patience = patience;
        breaker = CircuitBreaker.create(
                        "storage",
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
                    .tag("breaker", "storage")
                    .tag("state", word(state))
                    .register(meters);
        }
    }

    /** The breaker opens again after each failed try; only the first time is news. */
    private void lost() {
        if (!lost) {
            lost = true;
            LOG.atWarn().log("storage does not answer: history is unavailable");
        }
    }

    private void back() {
        lost = false;
        LOG.atInfo().log("storage answers again");
    }

    public Future<Machines> machines() {
        return ask(StorageApi.MACHINES, new AskMachines(), patience);
    }

    public Future<Answer> query(Query question) {
        return ask(StorageApi.QUERY, question, patience);
    }

    public Future<MachineSeries> series(String machine) {
        return ask(StorageApi.SERIES, new AskSeries(machine), patience);
    }

    public Future<Events> events(AskEvents question) {
        return ask(StorageApi.EVENTS, question, patience);
    }

    /** Asks for the machines to learn whether storage answers; while the last such question waits, does nothing. */
    public void probe(Consumer<Machines> learn) {
        if (probing.isComplete()) {
            Duration limit = patience.compareTo(PROBE_PATIENCE) < 0 ? patience : PROBE_PATIENCE;
            probing = ask(StorageApi.MACHINES, new AskMachines(), limit)
                    .onComplete(
                            machines -> {
                                answered = true;
                                learn.accept(machines);
                            },
                            cause -> answered = false);
        }
    }

    /** Whether history can be asked for at this moment. */
    public boolean available() {
        return answered && breaker.state() == CircuitBreakerState.CLOSED;
    }

    /** {@code closed}, {@code open} or {@code half-open}. */
    public String state() {
        return word(breaker.state());
    }

    public long failures() {
        return breaker.failureCount();
    }

    public void close() {
        breaker.close();
    }

    private <Q extends Record, A extends Record> Future<A> ask(Route<Q, A> route, Q question, Duration limit) {
        return breaker.<A>execute(promise -> bus.ask(route, question, limit).onComplete(promise))
                .recover(cause -> Future.failedFuture(
                        cause instanceof Fault ? cause : new Fault(Fault.UNAVAILABLE, "storage does not answer")));
    }

    private static boolean refused(Throwable cause) {
        return cause instanceof Fault fault && fault.code() < Fault.INTERNAL;
    }

    private static String word(CircuitBreakerState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
