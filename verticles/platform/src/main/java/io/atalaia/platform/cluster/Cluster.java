/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import io.atalaia.contracts.node.NodeState;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;

/** The cluster as this node sees it, and as the others say that they stand. Safe from any thread. */
public interface Cluster {

    View now();

    /** Tells the listener how it is, and whenever that changes; on any thread. */
    Watching watch(Consumer<View> listener);

    /** Asks every known node how it stands; whoever does not answer soon is told as silent. Never fails. */
    Future<Roll> everyone();

    /**
     * @param nodes that answered, sorted by name
     * @param silent those that did not
     */
    record Roll(View here, List<NodeState> nodes, List<Silent> silent) {}

    /** @param why it may not have answered, in a sentence */
    record Silent(String id, String name, String why) {}

    /** Ends a watch. */
    @FunctionalInterface
    interface Watching {
        void end();
    }
}
