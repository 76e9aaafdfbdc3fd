/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.storage.StorageApi.AskEvents;
import io.atalaia.contracts.storage.StorageApi.AskTop;
import io.atalaia.contracts.storage.StorageApi.By;
import io.atalaia.contracts.storage.StorageApi.ProcessLooks;
import io.atalaia.contracts.storage.StorageApi.Top;
import io.atalaia.gateway.engine.Processes;
import io.atalaia.platform.bus.Fault;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What storage tells of machines beside their series: of one that went on under another id, under that one. For one event loop. */
public final class Biography {
    /** A storage that was asked for one machine answers in this order. */
    private static final Comparator<Event> ORDER =
            Comparator.comparingLong(Event::from).thenComparing(Event::id);

    private final Fleet fleet;
    private final Storage storage;

    public Biography(Fleet fleet, Storage storage) {
        this.fleet = fleet;
        this.storage = storage;
    }

    /** The newest of them, whichever id they happened under; each names the id under which its machine is found. */
    public Future<Events> events(AskEvents question) {
        if (question.machine().isEmpty()) {
            return storage.events(question).map(this::readdressed);
        }
        return ofEach(fleet.heir(question.machine()), id -> storage.events(of(question, id)))
                .map(all -> readdressed(newest(all, question.limit())));
    }

    private static AskEvents of(AskEvents question, String machine) {
        return new AskEvents(machine, question.kind(), question.from(), question.to(), question.limit());
    }

    private static Events newest(List<Events> lives, int limit) {
        var all = lives.stream()
                .flatMap(life -> life.events().stream())
                .sorted(ORDER)
                .toList();
        return new Events(all.subList(Math.max(0, all.size() - limit), all.size()));
    }

    private Events readdressed(Events events) {
        return new Events(events.events().stream().map(this::readdressed).toList());
    }

    private Event readdressed(Event event) {
        String heir = fleet.heir(event.machine());
        return heir.equals(event.machine())
                ? event
                : new Event(heir, event.id(), event.kind(), event.from(), event.to(), event.text(), event.details());
    }

    /** What was looked at nearest to an instant, under whichever id; empty when nothing was. */
    public Future<Optional<Processes>> processes(String machine, long at) {
        return ofEach(machine, id -> looks(id, machine, at)).map(lives -> lives.stream()
                .flatMap(life -> Processes.at(at, life.looks()).stream())
                .min(Comparator.comparingLong(found -> Math.abs(found.t() - at))));
    }

    /** Of an older id storage may have forgotten everything. */
    private Future<ProcessLooks> looks(String id, String machine, long at) {
        return storage.processes(id, at)
                .recover(cause -> !id.equals(machine) && cause instanceof Fault fault && fault.code() == Fault.NOT_FOUND
                        ? Future.succeededFuture(new ProcessLooks(List.of()))
                        : Future.failedFuture(cause));
    }

    /** A machine counts once, with what it did under all its ids. */
    public Future<Top> top(String metric, long from, long to, By by, int limit) {
        return storage.top(new AskTop(metric, from, to, by, limit, fleet.heirs()));
    }

    /** Asks for the machine's own id first, then for those before it. */
    private <A> Future<List<A>> ofEach(String machine, Function<String, Future<A>> ask) {
        var ids = new ArrayList<String>();
        ids.add(machine);
        ids.addAll(fleet.forerunners(machine));
        var asked = ids.stream().map(ask).toList();
        return Future.all(asked).map(all -> asked.stream().map(Future::result).toList());
    }
}
