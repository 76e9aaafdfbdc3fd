/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.roles.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.node.NodeState;
import io.atalaia.contracts.node.NodeState.RoleState;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BearersTest {
    private static NodeState node(String id, boolean degraded, boolean draining, double lag, String... roles) {
        var carried =
                Arrays.stream(roles).map(role -> new RoleState(role, 1, false)).toList();
        return new NodeState(
                id, id, "", "", 0, carried, 3, degraded, "", draining, 0, false, lag, List.of(), List.of());
    }

    private static List<String> among(NodeState... nodes) {
        return Bearers.among(List.of(nodes)).stream().map(NodeState::id).toList();
    }

    @Test
    void theLeastLadenComesFirst() {
        assertThat(among(node("a", false, false, 0, "storage", "gateway"), node("b", false, false, 9, "storage")))
                .containsExactly("b", "a");
    }

    @Test
    void ofTwoThatCarryTheSameTheOneWithTheLesserLagComesFirst() {
        assertThat(among(node("a", false, false, 7), node("b", false, false, 2)))
                .containsExactly("b", "a");
    }

    @Test
    void theAgentIsNoLoadSinceEveryMachineHasItsOwn() {
        assertThat(among(node("a", false, false, 1, "agent"), node("b", false, false, 2)))
                .containsExactly("a", "b");
    }

    @Test
    void whoIsDegradedOrDrainedTakesNothing() {
        assertThat(among(node("a", true, false, 0), node("b", false, true, 0))).isEmpty();
    }
}
