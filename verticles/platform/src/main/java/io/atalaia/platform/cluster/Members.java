/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** Who is counted in, by whoever keeps the list. */
public interface Members {

    /** This node. */
    Peer self();

    /** Everybody, this node included. Fails when the list could not be read soon. */
    Future<List<Peer>> list();

    /** Runs when two parts of a cluster that had lost each other have become one; on any thread. */
    void onMerge(Runnable listener);

    /** Whether there can be others. */
    boolean clustered();

    /**
     * From now on asks these nodes nothing that others serve as well, and all others again.
     *
     * @param peers the ids under which they present themselves
     */
    void passOver(Set<String> peers);

    /** A node that is in no cluster. */
    static Members alone(Peer self) {
        return new Members() {
            @Override
            public Peer self() {
                return self;
            }

            @Override
            public Future<List<Peer>> list() {
                return Future.succeededFuture(List.of(self));
            }

            @Override
            public void onMerge(Runnable listener) {
                // There is nobody to lose.
            }

            @Override
            public boolean clustered() {
                return false;
            }

            @Override
            public void passOver(Set<String> peers) {
                // There are no others.
            }
        };
    }
}
