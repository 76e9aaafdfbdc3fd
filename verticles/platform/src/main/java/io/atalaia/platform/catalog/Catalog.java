/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.catalog;

import io.atalaia.contracts.health.JudgementApi;
import io.atalaia.contracts.health.JudgementApi.Change;
import java.util.List;
import java.util.function.Consumer;

/** This node's copy of what is registered. Answers at once and from any thread, also while the truth is out of reach. */
public interface Catalog {

    Snapshot now();

    /**
     * How an instance came to its health, newest first, as long as this node remembers.
     *
     * @param key a registration's id, or {@link JudgementApi#roleKey}
     */
    default List<Change> history(String key) {
        return List.of();
    }

    /** Told of each new snapshot, on the thread that made it; a listener must be quick. Runs once at once with the present one. */
    Watching watch(Consumer<Snapshot> listener);

    /** Ends a watch; safe to call twice. */
    @FunctionalInterface
    interface Watching {
        void end();
    }
}
