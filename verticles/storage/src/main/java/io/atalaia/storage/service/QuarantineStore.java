/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi.PutAside;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** Where blocks are kept whose time cannot be believed: of each machine a list, and a document for each block. */
public interface QuarantineStore {

    /** The list of a machine; empty when there is none. */
    Future<Held> read(String machine);

    /** Keeps the block itself; one that is there already changes nothing. */
    Future<Void> keep(Block block);

    /** Removes blocks themselves, by their keys. */
    Future<Void> drop(String machine, Collection<PutAside> blocks);

    /** Replaces the list; false when somebody else changed it since it was read. */
    Future<Boolean> write(String machine, Held held);

    /**
     * @param version as it was read; 0 for a list that is not there yet
     * @param blocks in the order in which they came
     * @param dropped how many were removed before their time
     */
    record Held(long version, List<PutAside> blocks, long dropped) {
        public static final Held NOTHING = new Held(0, List.of(), 0);

        public Held {
            blocks = List.copyOf(blocks);
        }
    }
}
