/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import io.atalaia.contracts.node.NodeState;
import io.atalaia.contracts.node.NodeState.BreakerState;
import io.atalaia.platform.bus.Breaker;
import io.atalaia.platform.bus.Breakers;
import io.atalaia.platform.catalog.Catalog;
import java.util.stream.Stream;

/** How this node stands, by its own account. Safe from any thread. */
public record Account(String version, long since, Duties duties, Catalog catalog, LoopLag lag, Breakers breakers)
        implements ClusterWatch.AnswersHere {
    private static final double SHARE = 0.99;

    @Override
    public NodeState state(View view) {
        var snapshot = catalog.now();
        return new NodeState(
                view.self().id(),
                view.self().name(),
                view.self().address(),
                version,
                since,
                duties.roles(),
                view.expected(),
                view.degraded(),
                view.why(),
                duties.draining(),
                snapshot.index(),
                snapshot.stale(),
                lag.late(SHARE).toNanos() / 1e6,
                view.sees(),
                Stream.concat(breakers.all().stream().map(breaker -> state(breaker, view)), breakers.others().stream())
                        .toList());
    }

    private static BreakerState state(Breaker breaker, View view) {
        String node = Breakers.nodeOf(breaker);
        return new BreakerState(
                breaker.name(),
                node.isEmpty() ? "" : view.nameOf(node),
                breaker.position(),
                breaker.failures(),
                breaker.nextTry());
    }
}
