/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.contracts.event.Event;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** Where events are kept. Every future of a write succeeds after the write; trouble fails as {@link SampleStore.Trouble}. */
public interface EventStore {

    /**
     * Adds events to the days of their machines; those that are there already change nothing. Beyond the most that a day
     * keeps they are only counted.
     */
    Future<Void> put(List<Event> events);

    /**
     * The events of these machines and days, in no order. A day that had too many ends with one that says how many more there
     * were.
     *
     * @param first counted from the epoch
     * @param last inclusive
     */
    Future<List<Event>> read(Collection<String> machines, long first, long last);

    /** Removes a day of these machines. */
    Future<Void> remove(Collection<String> machines, long day);

    /** The first day that may still be there; 0 when nothing was ever removed. */
    Future<Long> keptFrom();

    /** Says that no day before this one is there any more. */
    Future<Void> keptFrom(long day);
}
