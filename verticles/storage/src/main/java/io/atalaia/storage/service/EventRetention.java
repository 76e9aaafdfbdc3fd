/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.contracts.event.Event;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.lease.Lease;
import io.atalaia.storage.engine.EventDay;
import io.atalaia.storage.engine.Machine;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Removes the events of days that are older than what is kept, some days at a time. */
public final class EventRetention {
    private static final long MOST_DAYS_A_ROUND = 40;

    private final EventStore store;
    private final SampleStore samples;
    private final Clock clock;
    private final Lease lease;
    private final Duration kept;

    public EventRetention(EventStore store, SampleStore samples, Clock clock, Lease lease, Duration kept) {
        this.store = store;
        this.samples = samples;
        this.clock = clock;
        this.lease = lease;
        this.kept = kept;
    }

    /** A day at a time, the mark after the day: whoever is killed between the two repeats what changes nothing. */
    public Future<Void> round() {
        return lease.fence().isEmpty()
                ? Future.succeededFuture()
                : store.keptFrom().compose(this::from);
    }

    private Future<Void> from(long mark) {
        long until = EventDay.of(clock.millis() - kept.toMillis());
        if (mark >= until) {
            return Future.succeededFuture();
        }
        return samples.machines().compose(machines -> {
            List<String> ids = Stream.concat(
                            machines.stream().map(machine -> machine.facts().id()), Stream.of(Event.SERVICES))
                    .toList();
            return remove(ids, Math.max(mark, eldest(machines, until)), until);
        });
    }

    /** Events are told of machines that were introduced before, or a little later. */
    private static long eldest(List<Machine> machines, long until) {
        return machines.stream()
                .mapToLong(machine -> EventDay.of(Math.min(machine.firstSeen(), machine.firstBlock())) - 1)
                .min()
                .orElse(until);
    }

    private Future<Void> remove(List<String> ids, long first, long until) {
        Future<Void> all = Future.succeededFuture();
        long last = Math.min(until, first + MOST_DAYS_A_ROUND);
        for (long day = first; day < last; day++) {
            long gone = day;
            all = all.compose(before -> lease.fence().isEmpty() ? Future.succeededFuture() : removed(ids, gone));
        }
        return first >= until && !lease.fence().isEmpty() ? store.keptFrom(until) : all;
    }

    private Future<Void> removed(List<String> ids, long day) {
        return store.remove(ids, day).compose(done -> store.keptFrom(day + 1));
    }
}
