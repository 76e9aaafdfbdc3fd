/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.event.Events;
import java.util.Comparator;
import java.util.List;

/**
 * Pages of events from the newest back; within a page they are in the order of their begin. A cursor names the oldest event that
 * was answered.
 *
 * @param from of that event; {@link Long#MAX_VALUE} on the first page
 * @param id of that event
 */
record EventPage(long from, String id) {
    private static final Comparator<Event> ORDER =
            Comparator.comparingLong(Event::from).thenComparing(Event::id);
    /** So many events may have begun in the very millisecond in which the page before ended. */
    private static final int TIES = 20;

    /** @param cursor as an earlier answer gave it; null for the newest events */
    static EventPage before(String cursor) {
        if (cursor == null) {
            return new EventPage(Long.MAX_VALUE, "");
        }
        String[] parts = Page.decoded(cursor).split("\n", 2);
        if (parts.length < 2 || !parts[0].matches("[0-9]{1,18}")) {
            throw Page.wrongCursor();
        }
        return new EventPage(Long.parseLong(parts[0]), parts[1]);
    }

    /** How many events are asked of storage for a page: one more says whether it is the last. */
    static int toAsk(int limit) {
        return Math.min(Events.MOST, limit + 1 + TIES);
    }

    /** The end of the range that is asked of storage, exclusive. */
    long end(long to) {
        return Math.min(to, from == Long.MAX_VALUE ? to : from + 1);
    }

    /** @param found as storage answered {@link #toAsk} */
    Page<Event> page(List<Event> found, int limit) {
        List<Event> older = found.stream().filter(this::isOlder).sorted(ORDER).toList();
        boolean more = older.size() > limit || found.size() == toAsk(limit);
        List<Event> items = older.subList(Math.max(0, older.size() - limit), older.size());
        return new Page<>(
                items,
                more && !items.isEmpty()
                        ? Page.encoded(items.get(0).from() + "\n" + items.get(0).id())
                        : null);
    }

    private boolean isOlder(Event event) {
        return event.from() < from || event.from() == from && event.id().compareTo(id) < 0;
    }
}
