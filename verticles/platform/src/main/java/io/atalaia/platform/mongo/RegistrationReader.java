/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.mongo.LivingNodes.Life;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what all nodes offer, and clears away what nodes left behind that died. */
final class RegistrationReader {
    private static final Logger LOG = LoggerFactory.getLogger(RegistrationReader.class);

    private final RegistrationStore registrations;
    private final LeaseStore leases;
    private final Clock clock;
    private final long slowNanos;
    private final LivingNodes nodes = new LivingNodes();

    /** @param slowNanos an answer that took longer says nothing of who stood still meanwhile */
    RegistrationReader(RegistrationStore registrations, LeaseStore leases, Clock clock, long slowNanos) {
        this.registrations = registrations;
        this.leases = leases;
        this.clock = clock;
        this.slowNanos = slowNanos;
    }

    Future<List<Instance>> instances() {
        long sent = clock.nanos();
        return Future.<Void>succeededFuture()
                .compose(go -> registrations.all())
                .compose(all -> leases.read(all.stream()
                                .map(RegistrationDocument::leaseName)
                                .toList())
                        .map(found -> living(all, byName(found), sent)))
                .onFailure(cause -> nodes.couldNotSee());
    }

    private List<Instance> living(List<RegistrationDocument> all, Map<String, LeaseDocument> leaseOf, long sent) {
        long received = clock.nanos();
        if (received - sent > slowNanos) {
            nodes.couldNotSee();
        }
        var living = new ArrayList<Instance>();
        for (var registration : all) {
            var lease = leaseOf.get(registration.leaseName());
            var life = nodes.judge(registration.node(), lease, sent, received);
            if (life == Life.ALIVE) {
                living.addAll(registration.instances());
            } else if (life == Life.GONE) {
                clear(registration, lease);
            }
        }
        nodes.retain(all.stream().map(RegistrationDocument::node).collect(Collectors.toSet()));
        return List.copyOf(living);
    }

    /**
     * Removes the lease first, guarded by its version: should the node live after all, it finds its lease lost, takes it
     * anew under a greater fence and announces itself again, which the removal of the registration then leaves alone. Node
     * ids never come again, so without this their leases would pile up.
     */
    private void clear(RegistrationDocument registration, LeaseDocument lease) {
        var taken = lease == null ? Future.succeededFuture(true) : leases.remove(lease);
        taken.compose(won -> won
                        ? registrations.remove(registration.node(), registration.fence())
                        : Future.succeededFuture())
                .onSuccess(done -> LOG.atInfo()
                        .addKeyValue("node", registration.node())
                        .log("a node that has been silent for long left the registry"))
                .onFailure(cause -> LOG.atDebug().setCause(cause).log("a silent node could not be removed"));
    }

    private static Map<String, LeaseDocument> byName(List<LeaseDocument> found) {
        return found.stream().collect(Collectors.toMap(LeaseDocument::name, Function.identity()));
    }
}
