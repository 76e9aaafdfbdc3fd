/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.storage.Block;

/** A block as it lies in a minute's document. The array is shared, not copied: treat it as read-only. */
public record StoredBlock(String boot, long seq, String schema, long from, long to, byte[] payload) {

    public static StoredBlock of(Block block) {
        return new StoredBlock(block.boot(), block.seq(), block.schema(), block.from(), block.to(), block.payload());
    }

    /** Names the block among those of its machine. */
    public String key() {
        return boot + "_" + seq;
    }
}
