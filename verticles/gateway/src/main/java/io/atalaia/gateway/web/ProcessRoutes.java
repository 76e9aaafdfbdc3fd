/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.engine.Processes;
import io.atalaia.gateway.service.Biography;
import io.atalaia.gateway.service.Fleet;
import io.atalaia.gateway.service.LiveService;
import io.atalaia.gateway.service.Member;
import io.atalaia.gateway.service.Storage;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the processes of a machine were doing at an instant. */
final class ProcessRoutes {
    /** So far back the gateway's own memory may answer. */
    private static final long RECENT_MILLIS = 120_000;

    private final Fleet fleet;
    private final LiveService live;
    private final Biography past;
    private final Clock clock;

    ProcessRoutes(Fleet fleet, LiveService live, Storage storage, Clock clock) {
        this.fleet = fleet;
        this.live = live;
        past = new Biography(fleet, storage);
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/machines/:id/processes", this::processes);
    }

    /** @param cpu percent of one core; null, like the rates, where a process was not seen before */
    private record RowView(
            Object pid,
            Object command,
            Object user,
            Object cpu,
            Object memory,
            Object readPerSecond,
            Object writtenPerSecond,
            Object start) {
        static RowView of(List<Object> row) {
            return new RowView(
                    row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), row.get(5), row.get(6), row.get(7));
        }

        double rank() {
            return cpu instanceof Double share ? share : -1;
        }
    }

    /** @param t when the processes were looked at, epoch milliseconds */
    private record View(long at, long t, List<RowView> rows) {
        static View of(long at, Processes processes) {
            return new View(
                    at,
                    processes.t(),
                    processes.rows().stream()
                            .map(RowView::of)
                            .sorted(Comparator.comparingDouble(RowView::rank).reversed())
                            .toList());
        }
    }

    private void processes(RoutingContext context) {
        var parameters = Parameters.of(context, Set.of("at"), Set.of(), null);
        long now = clock.millis();
        long at = parameters.time("at", now);
        String named = context.pathParam("id");
        String id = fleet.find(named)
                .map(Member::id)
                .orElseThrow(() -> Problem.notFound("there is no machine " + named, "id"));
        Optional<Processes> recent =
                now - at > RECENT_MILLIS ? Optional.empty() : live.own(id).flatMap(machine -> machine.processes(at));
        Future<Optional<Processes>> found =
                recent.isPresent() ? Future.succeededFuture(recent) : past.processes(id, at);
        Replies.json(
                context,
                found.map(processes -> View.of(
                        at,
                        processes.orElseThrow(() -> Problem.notFound(
                                "nothing is known of the processes of machine " + id + " around that time", "at")))));
    }
}
