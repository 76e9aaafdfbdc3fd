/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.catalog;

import java.util.function.Consumer;

/** This node's copy of what is registered. Answers at once and from any thread, also while the truth is out of reach. */
public interface Catalog {

    Snapshot now();

    /** Told of each new snapshot, on the thread that made it; a listener must be quick. Runs once at once with the present one. */
    Watching watch(Consumer<Snapshot> listener);

    /** Ends a watch; safe to call twice. */
    @FunctionalInterface
    interface Watching {
        void end();
    }
}
