/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.roles.engine;

import io.atalaia.contracts.node.NodeState;
import io.atalaia.contracts.node.NodeState.RoleState;
import java.util.Comparator;
import java.util.List;

/** Who can carry one more role, the least laden first. */
public final class Bearers {
    private static final Comparator<NodeState> LEAST_LADEN = Comparator.comparingInt(Bearers::load)
            .thenComparingDouble(NodeState::loopLagMillis)
            .thenComparing(NodeState::id);

    /** Every machine's own: it says nothing of what the node does for the others. */
    private static final String AGENT = "agent";

    private Bearers() {}

    /** @param living the nodes that answer */
    public static List<NodeState> among(List<NodeState> living) {
        return living.stream()
                .filter(node -> !node.draining() && !node.degraded())
                .sorted(LEAST_LADEN)
                .toList();
    }

    public static boolean carries(NodeState node, String role) {
        return node.roles().stream().anyMatch(one -> one.role().equals(role) && one.instances() > 0);
    }

    private static int load(NodeState node) {
        return node.roles().stream()
                .filter(one -> !one.role().equals(AGENT))
                .mapToInt(RoleState::instances)
                .sum();
    }
}
