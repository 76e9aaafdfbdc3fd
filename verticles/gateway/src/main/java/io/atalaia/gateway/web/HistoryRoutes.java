/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.atalaia.gateway.service.Fleet;
import io.atalaia.gateway.service.HistoryService;
import io.atalaia.gateway.service.HistoryService.MachineHistory;
import io.atalaia.gateway.service.HistoryService.Range;
import io.atalaia.gateway.service.Member;
import io.atalaia.platform.clock.Clock;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The headline figures of every machine over the last minutes. */
final class HistoryRoutes {
    private static final String MINUTES = "X-Metrics-Minutes";
    private static final int HOUR = 60;
    private static final int MOST_MINUTES = 43_200;
    private static final int MOST_MACHINES = 200;

    private final Fleet fleet;
    private final HistoryService history;
    private final Clock clock;

    HistoryRoutes(Fleet fleet, HistoryService history, Clock clock) {
        this.fleet = fleet;
        this.history = history;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/history", this::history);
    }

    private record Curves(
            String id,
            String name,
            List<Long> t,
            List<Double> cpu,
            List<Double> ram,
            List<Double> disk,
            List<Double> rx,
            List<Double> tx,
            List<Double> temp) {
        static Curves of(MachineHistory one) {
            var columns = one.columns();
            return new Curves(
                    one.member().id(),
                    one.member().facts().name(),
                    columns.t(),
                    columns.cpu(),
                    columns.ram(),
                    columns.disk(),
                    columns.rx(),
                    columns.tx(),
                    columns.temp());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record HistoryView(
            int minutes, long step, List<Curves> machines, String next, boolean complete, String note) {}

    private void history(RoutingContext context) {
        var parameters = Parameters.of(context, Set.of("limit", "after"), Set.of(), null);
        int minutes = minutes(context);
        int limit = parameters.number("limit", MOST_MACHINES, 1, MOST_MACHINES);
        List<Member> sorted = fleet.members().stream()
                .sorted(Comparator.comparing(MachineRoutes::key))
                .toList();
        Page<Member> page = Page.of(sorted, MachineRoutes::key, parameters.text("after", null), limit);
        Range range = Range.last(minutes, clock.millis());
        Replies.large(context, history.history(page.items(), range), all -> view(minutes, range, all, page.next()));
    }

    private static int minutes(RoutingContext context) {
        List<String> given = context.request().headers().getAll(MINUTES);
        if (given.size() > 1) {
            throw Problem.bad(MINUTES, "header '" + MINUTES + "' may be given only once");
        }
        return given.isEmpty()
                ? HOUR
                : Parameters.number(MINUTES, "header", given.get(0).strip(), 1, MOST_MINUTES);
    }

    private static HistoryView view(int minutes, Range range, List<MachineHistory> all, String next) {
        boolean complete = all.stream().allMatch(MachineHistory::complete);
        return new HistoryView(
                minutes,
                range.step(),
                all.stream().map(Curves::of).toList(),
                next,
                complete,
                complete ? null : "history is unavailable: storage does not answer; what is in memory is shown");
    }
}
