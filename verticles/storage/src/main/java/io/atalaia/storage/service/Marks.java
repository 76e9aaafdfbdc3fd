/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.storage.StorageApi.KnownMachine;
import io.atalaia.platform.clock.Clock;
import io.atalaia.storage.engine.Machine;
import io.atalaia.storage.engine.Skew;
import io.atalaia.storage.service.MarkStore.Marked;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What is remarkable of machines: a clock that is far off, two agents with one id, blocks that were put aside. Read again
 * every few seconds, since another storage may have been told. Used from one event loop.
 */
public final class Marks {
    /** A conflict that was not seen again for so long is over. */
    private static final long CONFLICT_MILLIS = TimeUnit.MINUTES.toMillis(5);

    private final MarkStore store;
    private final Clock clock;
    private Marked marked = Marked.NOTHING;

    public Marks(MarkStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public Future<Void> refresh() {
        return store.read().map(read -> {
            marked = read;
            return null;
        });
    }

    /** How far the machine's clock is ahead of ours, in milliseconds; 0 when it is near. */
    long offset(String machine) {
        return marked.clocks().getOrDefault(machine, 0L);
    }

    boolean conflict(String machine) {
        return clock.millis() - marked.conflicts().getOrDefault(machine, Long.MIN_VALUE / 2) < CONFLICT_MILLIS;
    }

    /** The machines that have blocks put aside. */
    Set<String> quarantined() {
        return marked.quarantined().keySet();
    }

    /** The machine as others are told of it. */
    KnownMachine known(Machine machine, long lastBlock) {
        String id = machine.facts().id();
        return new KnownMachine(
                machine.facts(),
                machine.firstSeen(),
                lastBlock,
                offset(id),
                conflict(id),
                marked.quarantined().getOrDefault(id, 0));
    }

    /** What gateways tell of clocks and conflicts stays in mind. */
    Future<Void> heed(List<Event> events) {
        Future<Void> all = Future.succeededFuture();
        for (Event event : events) {
            if (event.kind().equals(Event.CLOCK) && event.details().containsKey("offset")) {
                all = all.compose(before -> clock(event));
            } else if (event.kind().equals(Event.CONFLICT)) {
                all = all.compose(before -> conflict(event.machine(), event.from()));
            }
        }
        return all;
    }

    private Future<Void> clock(Event event) {
        try {
            long offset = Long.parseLong(event.details().get("offset"));
            return clock(event.machine(), Skew.isFar(offset) ? offset : 0);
        } catch (NumberFormatException e) {
            // The event stays as it was told; of the clock it says nothing that can be used.
            return Future.succeededFuture();
        }
    }

    Future<Void> clock(String machine, long offset) {
        return offset == offset(machine)
                ? Future.succeededFuture()
                : store.clock(machine, offset).compose(done -> refresh());
    }

    Future<Void> conflict(String machine, long at) {
        return store.conflict(machine, at).compose(done -> refresh());
    }

    Future<Void> quarantined(String machine, int blocks) {
        return store.quarantined(machine, blocks).compose(done -> refresh());
    }
}
