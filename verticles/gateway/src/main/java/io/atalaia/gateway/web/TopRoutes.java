/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.contracts.storage.StorageApi.By;
import io.atalaia.contracts.storage.StorageApi.Top;
import io.atalaia.contracts.storage.StorageApi.TopRow;
import io.atalaia.gateway.service.Biography;
import io.atalaia.gateway.service.Fleet;
import io.atalaia.gateway.service.Storage;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.engine.series.Significant;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/** The machines with the highest figures over a range. */
final class TopRoutes {
    private static final long DAY = 86_400_000;
    private static final int LIMIT = 10;
    private static final int MOST = 100;

    private final Fleet fleet;
    private final Biography past;
    private final Clock clock;

    TopRoutes(Fleet fleet, Storage storage, Clock clock) {
        this.fleet = fleet;
        past = new Biography(fleet, storage);
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/top", this::top);
    }

    /** @param name null for a machine that this gateway does not know */
    private record RowView(String machine, String name, double avg, double max) {}

    /** @param until newer figures are not in the ranking */
    private record View(String metric, long from, long until, List<RowView> items, String next) {}

    private void top(RoutingContext context) {
        var parameters = Parameters.of(context, Set.of("metric", "from", "to", "by", "limit"), Set.of(), null);
        long to = parameters.time("to", clock.millis());
        long from = parameters.time("from", to - DAY);
        if (from >= to) {
            throw Problem.bad("from", "parameter 'from' must be before 'to'");
        }
        String metric = parameters.required("metric");
        By by = by(parameters.text("by", "avg"));
        int limit = parameters.number("limit", LIMIT, 1, MOST);
        Replies.json(context, past.top(metric, from, to, by, limit).map(found -> view(metric, found)));
    }

    private static By by(String word) {
        return switch (word) {
            case "avg" -> By.AVERAGE;
            case "max" -> By.MAXIMUM;
            default -> throw Problem.bad("by", "parameter 'by' must be avg or max");
        };
    }

    private View view(String metric, Top found) {
        return new View(
                metric,
                found.from(),
                found.until(),
                found.rows().stream()
                        .filter(row -> !fleet.isGone(row.machine()))
                        .map(this::view)
                        .toList(),
                null);
    }

    private RowView view(TopRow row) {
        return new RowView(
                row.machine(),
                fleet.find(row.machine()).map(member -> member.facts().name()).orElse(null),
                Significant.rounded(row.average()),
                Significant.rounded(row.maximum()));
    }
}
