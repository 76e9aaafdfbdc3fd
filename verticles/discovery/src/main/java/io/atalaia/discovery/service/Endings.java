/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.service;

import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.discovery.DiscoveryApi.Changed;
import io.atalaia.contracts.discovery.Registration;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.catalog.ServiceStore;
import io.atalaia.platform.catalog.Standing;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.engine.Stillness;
import io.atalaia.platform.lease.Lease;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends registrations whose lease was not renewed, on the one node that holds the lease to do so. A lease has ended when the
 * count of its renewals stood still for its length before this node's eyes; the removal names that count, so that a
 * renewal in the last moment wins. Used on one event loop alone.
 */
final class Endings {
    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

    private final ServiceStore store;
    private final Catalog catalog;
    private final Bus bus;
    private final Clock clock;
    private final Lease lease;
    private Stillness<String> stillness = new Stillness<>();
    private boolean held;

    /** @param lease of which one node alone holds */
    Endings(ServiceStore store, Catalog catalog, Bus bus, Clock clock, Lease lease) {
        this.store = store;
        this.catalog = catalog;
        this.bus = bus;
        this.clock = clock;
        this.lease = lease;
    }

    /** Looks once; to be called each second. Fails when the store is out of reach. */
    Future<Void> look() {
        boolean holds = lease.fence().isPresent();
        if (holds != held) {
            held = holds;
            // What another node saw meanwhile is not known here: every lease gets its whole length again.
            stillness = new Stillness<>();
        }
        var leased = holds ? leased() : List.<Registration>of();
        if (leased.isEmpty()) {
            return Future.succeededFuture();
        }
        stillness.retain(leased.stream().map(Registration::id).collect(Collectors.toSet()));
        long sent = clock.nanos();
        return store.renewals()
                .onFailure(cause -> stillness = new Stillness<>())
                .compose(renewals -> Future.join(leased.stream()
                        .filter(one -> hasEnded(one, renewals, sent))
                        .map(one -> end(one, renewals.get(one.id())))
                        .toList()))
                .mapEmpty();
    }

    private List<Registration> leased() {
        return catalog.now().services().values().stream()
                .flatMap(Collection::stream)
                .map(Standing::registration)
                .filter(one -> one.leaseMillis() > 0)
                .toList();
    }

    private boolean hasEnded(Registration one, Map<String, Long> renewals, long sent) {
        Long count = renewals.get(one.id());
        return count != null
                && stillness.see(one.id(), count, clock.nanos(), sent)
                        >= TimeUnit.MILLISECONDS.toNanos(one.leaseMillis());
    }

    private Future<Void> end(Registration one, long renewals) {
        return lease.fence().isEmpty()
                ? Future.succeededFuture()
                : store.end(one.id(), renewals).compose(ended -> ended ? told(one) : Future.succeededFuture());
    }

    private Future<Void> told(Registration one) {
        LOG.atInfo()
                .addKeyValue("service", one.name())
                .addKeyValue("id", one.id())
                .log("a registration ended: its lease was not renewed");
        return store.index().map(index -> {
            bus.announce(DiscoveryApi.CHANGED, new Changed(index));
            return null;
        });
    }
}
