/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;

/** What is known of the data as a whole. */
public interface MetaStore {

    /** The version of the layout; empty when none was ever written. */
    Future<Optional<Integer>> layout();

    Future<Void> layout(int version);

    /** Whether there are data at all. */
    Future<Boolean> isEmpty();

    /** The backup whose restoring did not come to its end; empty when there is none. */
    Future<Optional<String>> restoring();

    /** Adds to what was measured. */
    Future<Void> measured(Map<String, Long> amounts);

    /** Everything that was measured so far. */
    Future<Map<String, Long>> measured();
}
