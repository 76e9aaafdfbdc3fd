/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.platform.lease.Lease;
import io.atalaia.storage.engine.FleetHour;
import io.atalaia.storage.engine.HourIndex;
import io.atalaia.storage.engine.Machine;
import io.atalaia.storage.engine.Stretch;
import io.atalaia.storage.engine.Tier;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the headline figures of all machines of an hour together, out of what each machine's packed hour says of its own. */
final class FleetWork {
    private static final Set<String> HEADLINE = Set.of("h");

    private final SampleStore store;
    private final Workers workers;
    private final Lease lease;

    FleetWork(SampleStore store, Workers workers, Lease lease) {
        this.store = store;
        this.workers = workers;
        this.lease = lease;
    }

    /** Writes every hour that is on the list. */
    Future<Void> write(List<Machine> machines) {
        return store.fleet().compose(fleet -> {
            Future<Void> all = Future.succeededFuture();
            for (var hour : new TreeMap<>(fleet.touched()).entrySet()) {
                all = all.compose(before -> write(machines, hour.getKey(), hour.getValue()));
            }
            return all;
        });
    }

    private Future<Void> write(List<Machine> machines, long hour, long number) {
        OptionalLong fence = lease.fence();
        if (fence.isEmpty()) {
            return Future.succeededFuture();
        }
        Map<String, String> ids = machines.stream()
                .map(machine -> machine.facts().id())
                .collect(Collectors.toMap(id -> Stretch.indexId(hour, id), id -> id));
        return store.tiers(ids.keySet(), HEADLINE)
                .compose(indexes -> store.tiers(FleetHour.ids(hour), Set.of())
                        .compose(stored -> workers.run(() -> documents(hour, fence.getAsLong(), ids, indexes, stored))))
                .compose(documents -> HourWork.written(store, documents))
                .compose(written -> store.forgetFleet(hour, number));
    }

    private static List<Tier.Write> documents(
            long hour, long fence, Map<String, String> ids, List<Tier> indexes, List<Tier> stored) {
        Map<String, Tier> there = HourWork.byId(stored);
        var fleet = FleetHour.of(hour, there);
        indexes.forEach(
                index -> fleet.put(ids.get(index.id()), HourIndex.of(index).headline()));
        return fleet.documents(fence, there);
    }
}
