/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.view;

import io.atalaia.contracts.node.NodeState;
import io.atalaia.contracts.node.NodeState.BreakerState;
import io.atalaia.contracts.node.NodeState.RoleState;
import io.atalaia.contracts.node.NodeState.Seen;
import io.atalaia.platform.cluster.Cluster.Roll;
import io.atalaia.platform.cluster.Cluster.Silent;
import io.atalaia.platform.cluster.View;
import io.atalaia.platform.cluster.engine.Grants.Grant;
import java.util.List;

/**
 * The cluster as people and programs see it.
 *
 * @param size how many nodes answered
 * @param degraded whether the node that tells this is
 * @param at when it was put together, in epoch milliseconds
 */
public record ClusterView(
        int expected,
        int size,
        boolean degraded,
        String why,
        List<Node> nodes,
        List<Silent> silent,
        List<Lease> leases,
        long at) {

    public static ClusterView of(Roll roll, long at) {
        var here = roll.here();
        return new ClusterView(
                here.expected(),
                roll.nodes().size(),
                here.degraded(),
                here.why(),
                roll.nodes().stream()
                        .map(node -> Node.of(node, node.id().equals(here.self().id())))
                        .toList(),
                roll.silent(),
                here.leases().stream().map(lease -> Lease.of(lease, here)).toList(),
                at);
    }

    /** A node by its own account. @param self whether it is the one that tells this */
    public record Node(
            String id,
            String name,
            String address,
            String version,
            long since,
            List<RoleState> roles,
            int expected,
            boolean degraded,
            String why,
            boolean draining,
            long catalogIndex,
            boolean catalogStale,
            double loopLagMillis,
            List<Seen> sees,
            List<Breaker> breakers,
            boolean self) {
        public static Node of(NodeState state, boolean self) {
            return new Node(
                    state.id(),
                    state.name(),
                    state.address(),
                    state.version(),
                    state.since(),
                    state.roles(),
                    state.expected(),
                    state.degraded(),
                    state.why(),
                    state.draining(),
                    state.catalogIndex(),
                    state.catalogStale(),
                    state.loopLagMillis(),
                    state.sees(),
                    state.breakers().stream().map(Breaker::of).toList(),
                    self);
        }
    }

    /** A circuit breaker around what is asked of one instance. @param position closed, open or half-open */
    public record Breaker(String address, String host, String position, int failures, Long nextTry) {
        private static Breaker of(BreakerState state) {
            return new Breaker(
                    state.address(),
                    state.host(),
                    io.atalaia.platform.bus.Breaker.word(state.position()),
                    state.failures(),
                    state.nextTry());
        }
    }

    /**
     * What only one node may do.
     *
     * @param owner the id of the node that holds it, or held it last; empty when it was given up
     * @param length how long it stays with a holder that fell silent, in milliseconds
     */
    public record Lease(String name, String owner, String ownerName, long fence, long length, boolean held) {
        private static Lease of(Grant grant, View view) {
            return new Lease(
                    grant.name(),
                    grant.owner(),
                    view.nameOf(grant.owner()),
                    grant.fence(),
                    grant.lengthMillis(),
                    grant.held());
        }
    }
}
