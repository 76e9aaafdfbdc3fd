/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.Route;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.AskEvents;
import io.atalaia.contracts.storage.StorageApi.AskMachines;
import io.atalaia.contracts.storage.StorageApi.AskProcesses;
import io.atalaia.contracts.storage.StorageApi.AskQuarantine;
import io.atalaia.contracts.storage.StorageApi.AskSeries;
import io.atalaia.contracts.storage.StorageApi.AskStored;
import io.atalaia.contracts.storage.StorageApi.AskTop;
import io.atalaia.contracts.storage.StorageApi.MachineSeries;
import io.atalaia.contracts.storage.StorageApi.Machines;
import io.atalaia.contracts.storage.StorageApi.ProcessLooks;
import io.atalaia.contracts.storage.StorageApi.Quarantine;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.contracts.storage.StorageApi.Stored;
import io.atalaia.contracts.storage.StorageApi.Top;
import io.atalaia.platform.bus.Breaker;
import io.atalaia.platform.bus.Bus;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Storage as the gateway sees it: every question goes through one circuit breaker. Used on the gateway's event loop alone.
 */
public final class Storage {
    private static final Duration PROBE_PATIENCE = Duration.ofMillis(1_500);

    private final Bus bus;
    private final Duration patience;
    private final Breaker breaker;
    private Future<?> probing = Future.succeededFuture();
    private boolean answered;

    public Storage(Bus bus, Duration patience) {
        this.bus = bus;
        this.patience = patience;
        breaker = bus.breakers().open("storage", "history is unavailable");
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

    public Future<ProcessLooks> processes(String machine, long at) {
        return ask(StorageApi.PROCESSES, new AskProcesses(machine, at), patience);
    }

    public Future<Top> top(AskTop question) {
        return ask(StorageApi.TOP, question, patience);
    }

    public Future<Events> events(AskEvents question) {
        return ask(StorageApi.EVENTS, question, patience);
    }

    public Future<Stored> stored() {
        return ask(StorageApi.STORED, new AskStored(), patience);
    }

    public Future<Quarantine> quarantine(String machine) {
        return ask(StorageApi.QUARANTINE, new AskQuarantine(machine), patience);
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
        return answered && breaker.closed();
    }

    public void close() {
        bus.breakers().close(breaker);
    }

    private <Q extends Record, A extends Record> Future<A> ask(Route<Q, A> route, Q question, Duration limit) {
        return breaker.through(() -> bus.ask(route, question, limit));
    }
}
