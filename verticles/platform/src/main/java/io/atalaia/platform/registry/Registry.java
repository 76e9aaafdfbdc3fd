/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.registry;

import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.vertx.core.Future;
import java.util.List;

/** Where the roles of this node say what they offer, and anybody reads what all nodes offer. */
public interface Registry {

    /**
     * Registers an offer under this node's lease. Succeeds also while the store is out of reach: the offer is then written
     * as soon as it answers, and again whenever the node's lease was lost.
     */
    Future<Registration> publish(Offer offer);

    /** The instances whose node's lease is alive. Fails while the store is out of reach. */
    Future<List<Instance>> instances();

    /**
     * @param service the role's name
     * @param address the bus address that answers a ping
     */
    record Offer(String service, String address) {}

    /** Undoes a publication. */
    interface Registration {
        /** Safe to call twice; succeeds also while the store is out of reach, since the lease then ends by itself. */
        Future<Void> withdraw();
    }
}
