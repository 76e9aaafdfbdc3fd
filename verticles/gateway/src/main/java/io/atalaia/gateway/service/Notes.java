/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.event.Events;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Events on their way to storage: kept in memory until it has them, the oldest given up when there are too many. Used on the
 * gateway's event loop alone.
 */
public final class Notes {
    private static final int MOST = 2_000;
    private static final int TOGETHER = 200;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Function<Events, Future<Done>> storage;
    private final Clock clock;
    private final Counter dropped;
    private final Map<String, Event> waiting = new LinkedHashMap<>();
    private Future<Void> sending = Future.succeededFuture();
    private boolean failed;
    private int together = TOGETHER;
    private long failedNanos;

    public Notes(Function<Events, Future<Done>> storage, Clock clock, MeterRegistry meters) {
        this.storage = storage;
        this.clock = clock;
        this.dropped = Counter.builder("atalaia_events_dropped")
                .description("Events that storage did not take in time, or refused")
                .register(meters);
    }

    void add(Event event) {
        waiting.putIfAbsent(key(event), event);
        if (waiting.size() > MOST) {
            Iterator<String> oldest = waiting.keySet().iterator();
            oldest.next();
            oldest.remove();
            dropped.increment();
        }
    }

    private static String key(Event event) {
        return event.machine() + "/" + event.id();
    }

    /** The same for who has nothing to wait for. */
    public void sendSoon() {
        sending = send();
    }

    /** Sends what waits, unless something is being sent or just failed; never fails. Call it about once a second. */
    public Future<Void> send() {
        boolean resting = failed && clock.nanos() - failedNanos < PAUSE_NANOS;
        if (sending.isComplete() && !waiting.isEmpty() && !resting) {
            List<Event> some = waiting.values().stream().limit(together).toList();
            sending = storage.apply(new Events(some)).transform(outcome -> {
                settle(some, outcome);
                return Future.succeededFuture();
            });
        }
        return sending;
    }

    /** One bad event makes storage refuse all that travel with it: fewer go together until it is alone. */
    private void settle(List<Event> some, AsyncResult<Done> outcome) {
        boolean refused = outcome.cause() instanceof Fault fault && fault.code() < Fault.INTERNAL;
        boolean hopeless = refused && some.size() == 1;
        failed = outcome.failed() && !refused;
        failedNanos = clock.nanos();
        together = refused ? Math.max(1, some.size() / 2) : TOGETHER;
        if (hopeless) {
            dropped.increment();
        }
        if (outcome.succeeded() || hopeless) {
            some.forEach(event -> waiting.remove(key(event)));
        }
    }
}
