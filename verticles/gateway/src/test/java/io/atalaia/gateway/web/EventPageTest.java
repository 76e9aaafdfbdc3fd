/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.contracts.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventPageTest {
    private static Event event(long from, String id) {
        return new Event("m1", id, Event.GAP, from, from, "", Map.of());
    }

    /** As storage answers: the newest before an end, in the order of their begin. */
    private static List<Event> ask(List<Event> all, long end, int limit) {
        List<Event> before = all.stream().filter(one -> one.from() < end).toList();
        return before.subList(Math.max(0, before.size() - limit), before.size());
    }

    @Test
    void thePagesTogetherHoldEveryEventOnce() {
        // Three of each moment, so that pages end amid a moment.
        List<Event> all = IntStream.range(0, 30)
                .mapToObj(i -> event(i / 3, "e" + (10 + i)))
                .toList();
        var seen = new ArrayList<Event>();
        String cursor = null;
        do {
            var page = EventPage.before(cursor);
            var items = page.page(ask(all, page.end(100), EventPage.toAsk(4)), 4);
            assertThat(items.items()).hasSizeBetween(1, 4);
            seen.addAll(0, items.items());
            cursor = items.next();
        } while (cursor != null);
        assertThat(seen).isEqualTo(all);
    }

    @Test
    void aCursorOfSomethingElseIsRefused() {
        for (String cursor : List.of("%", Page.encoded("name"), Page.encoded("x\nid"))) {
            assertThatThrownBy(() -> EventPage.before(cursor)).hasMessageContaining("after");
        }
    }
}
