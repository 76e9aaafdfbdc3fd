/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import io.atalaia.platform.cluster.engine.Grants.Written;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What nodes of one process know together; it can be out of reach. Each reading shows that its nodes renewed their leases. */
final class MemoryClusterStore implements ClusterStore {
    private final Map<String, String> nodes = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();
    final AtomicInteger most = new AtomicInteger();
    volatile boolean away;

    void lives(String nodeId, boolean lives) {
        if (lives) {
            nodes.put(nodeId, nodeId + "/x");
        } else {
            nodes.remove(nodeId);
        }
    }

    @Override
    public Future<Reading> read() {
        if (away) {
            return Future.failedFuture("the database is away");
        }
        var leases = new ArrayList<Written>();
        nodes.forEach((id, owner) ->
                leases.add(new Written(ClusterStore.nodeLease(id), owner, 1, 5_000, version.incrementAndGet())));
        return Future.succeededFuture(new Reading(leases, most.get()));
    }

    @Override
    public Future<Void> note(int seen) {
        if (away) {
            return Future.failedFuture("the database is away");
        }
        most.accumulateAndGet(seen, Math::max);
        return Future.succeededFuture();
    }
}
