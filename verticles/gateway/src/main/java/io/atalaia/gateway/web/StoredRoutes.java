/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.contracts.storage.StorageApi.PutAside;
import io.atalaia.gateway.service.Fleet;
import io.atalaia.gateway.service.Member;
import io.atalaia.gateway.service.Storage;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** What storage keeps, and what it put aside. */
final class StoredRoutes {
    private final Fleet fleet;
    private final Storage storage;

    StoredRoutes(Fleet fleet, Storage storage) {
        this.fleet = fleet;
        this.storage = storage;
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/storage", this::stored).get("/api/v1/machines/:id/quarantine", this::quarantine);
    }

    /** Null is what is not known. */
    private record TierView(String tier, long kept, Long expected) {}

    private record StoredView(int version, Long bytes, Long free, boolean refusing, List<TierView> tiers) {}

    private static Long known(long amount) {
        return amount < 0 ? null : amount;
    }

    private void stored(RoutingContext context) {
        Parameters.none(context);
        Replies.json(
                context,
                storage.stored()
                        .map(stored -> new StoredView(
                                stored.version(),
                                known(stored.bytes()),
                                known(stored.freeBytes()),
                                stored.refusing(),
                                stored.tiers().stream()
                                        .map(tier -> new TierView(
                                                tier.tier(), tier.keptMillis(), known(tier.expectedBytes())))
                                        .toList())));
    }

    private record QuarantineView(List<PutAside> items, long dropped, String next) {}

    private void quarantine(RoutingContext context) {
        Parameters.none(context);
        String named = context.pathParam("id");
        String id = fleet.find(named)
                .map(Member::id)
                .orElseThrow(() -> Problem.notFound("there is no machine " + named, "id"));
        Replies.json(
                context,
                storage.quarantine(id).map(found -> new QuarantineView(found.blocks(), found.dropped(), null)));
    }
}
