/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import io.atalaia.contracts.node.NodeState;
import io.atalaia.contracts.node.NodeState.RoleState;
import io.atalaia.contracts.node.NodeState.Seen;
import io.atalaia.platform.cluster.Cluster;
import io.atalaia.platform.cluster.Peer;
import io.atalaia.platform.cluster.View;
import io.atalaia.platform.cluster.engine.Grants.Grant;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A cluster of this node and of one that does not answer, unless it is told to. */
public final class MemoryCluster implements Cluster {
    public static final Peer SELF = new Peer(House.NODE, "host-1", "10.0.0.1");
    private static final Seen HERE = new Seen(SELF.id(), SELF.name(), true, true, true);

    private final List<Consumer<View>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean otherAnswers;

    /** Whether the other node answers from now on, and this one is not degraded. */
    public void otherAnswers(boolean answers) {
        otherAnswers = answers;
        listeners.forEach(listener -> listener.accept(now()));
    }

    @Override
    public View now() {
        return new View(
                SELF,
                3,
                !otherAnswers,
                otherAnswers ? "" : "only 1 of 3 nodes can be seen",
                List.of(HERE, new Seen("node-2", "host-2", true, otherAnswers, true)),
                Map.of(SELF.name(), SELF.address()),
                List.of(new Grant("storage-upkeep", "node-2", 7, 5_000, true)));
    }

    @Override
    public Watching watch(Consumer<View> listener) {
        listeners.add(listener);
        listener.accept(now());
        return () -> listeners.remove(listener);
    }

    @Override
    public Future<Roll> everyone() {
        var view = now();
        var state = new NodeState(
                SELF.id(),
                SELF.name(),
                SELF.address(),
                "0.1.0",
                1_000,
                List.of(new RoleState("gateway", 1, false)),
                view.expected(),
                view.degraded(),
                view.why(),
                false,
                5,
                true,
                1.5,
                view.sees(),
                List.of());
        return Future.succeededFuture(
                new Roll(view, List.of(state), List.of(new Silent("node-2", "host-2", "it did not answer"))));
    }
}
