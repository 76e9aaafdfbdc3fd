/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.storage.StorageApi.AskEvents;
import io.atalaia.gateway.service.Biography;
import io.atalaia.gateway.service.Fleet;
import io.atalaia.gateway.service.Member;
import io.atalaia.gateway.service.Storage;
import io.atalaia.platform.clock.Clock;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What happened, to one machine or to any. */
final class EventRoutes {
    private static final long DAY = 24 * 60 * 60 * 1000L;
    private static final long LONGEST = 31 * DAY;
    private static final int PAGE = 100;
    private static final String ANY = "";

    private final Fleet fleet;
    private final Biography past;
    private final Clock clock;

    EventRoutes(Fleet fleet, Storage storage, Clock clock) {
        this.fleet = fleet;
        past = new Biography(fleet, storage);
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/events", context -> answer(context, ANY))
                .get("/api/v1/machines/:id/events", context -> answer(context, machine(context)));
    }

    private String machine(RoutingContext context) {
        String id = context.pathParam("id");
        return fleet.find(id).map(Member::id).orElseThrow(() -> Problem.notFound("there is no machine " + id, "id"));
    }

    private record EventView(
            String machine, String id, String kind, long from, long to, String text, Map<String, String> details) {
        static EventView of(Event event) {
            return new EventView(
                    event.machine(), event.id(), event.kind(), event.from(), event.to(), event.text(), event.details());
        }
    }

    private void answer(RoutingContext context, String machine) {
        var parameters = Parameters.of(context, Set.of("from", "to", "kind", "limit", "after"), Set.of(), null);
        long to = parameters.time("to", clock.millis() + 1);
        long from = parameters.time("from", to - DAY);
        if (from >= to) {
            throw Problem.bad("from", "parameter 'from' must be before 'to'");
        }
        if (to - from > LONGEST) {
            throw Problem.bad("from", "parameters 'from' and 'to' must lie at most 31 days apart");
        }
        int limit = parameters.number("limit", PAGE, 1, Events.MOST);
        var before = EventPage.before(parameters.text("after", null));
        var question =
                new AskEvents(machine, parameters.text("kind", ANY), from, before.end(to), EventPage.toAsk(limit));
        if (question.from() >= question.to()) {
            Replies.json(context, (Object) Page.whole(List.of()));
            return;
        }
        Replies.json(context, past.events(question).map(found -> {
            Page<Event> page = before.page(found.events(), limit);
            return new Page<>(page.items().stream().map(EventView::of).toList(), page.next());
        }));
    }
}
