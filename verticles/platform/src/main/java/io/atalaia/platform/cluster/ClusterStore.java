/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import io.atalaia.platform.cluster.engine.Grants.Written;
import io.vertx.core.Future;
import java.util.List;

/** What the nodes of a cluster know of it together. Every future fails while the store is out of reach. */
public interface ClusterStore {

    Future<Reading> read();

    /** Notes that so many nodes were seen at once; a greater number that is there stays. */
    Future<Void> note(int most);

    /**
     * @param leases all of them, those of nodes named by {@link #nodeLease}
     * @param most nodes that were ever seen at once
     */
    record Reading(List<Written> leases, int most) {}

    /** The name of the lease under which a node registers what it offers. */
    static String nodeLease(String nodeId) {
        return NODE_LEASE + nodeId;
    }

    String NODE_LEASE = "node/";
}
