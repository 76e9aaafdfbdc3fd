/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import io.atalaia.contracts.node.NodeApi;
import io.atalaia.contracts.node.NodeApi.Rung;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.Bus.Served;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Answers what other nodes ask of this one. */
public final class NodeDesk {
    private final Bus bus;
    private final ClusterWatch cluster;
    private final ClusterWatch.AnswersHere account;
    private final List<Served> served = new ArrayList<>();

    public NodeDesk(Bus bus, ClusterWatch cluster, ClusterWatch.AnswersHere account) {
        this.bus = bus;
        this.cluster = cluster;
        this.account = account;
    }

    public Future<Void> open() {
        String id = cluster.now().self().id();
        return keep(bus.serve(
                        NodeApi.RING.at(id),
                        ring -> Future.succeededFuture(new Rung(
                                id, cluster.now().degraded(), bus.servers().here()))))
                .compose(ringing -> keep(
                        bus.serve(NodeApi.STATE.at(id), ask -> Future.succeededFuture(account.state(cluster.now())))));
    }

    private Future<Void> keep(Future<Served> serving) {
        return serving.map(one -> {
            served.add(one);
            return null;
        });
    }

    public Future<?> close() {
        return Future.join(served.stream().map(Served::end).toList());
    }
}
