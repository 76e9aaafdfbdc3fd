/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.storage.Block;

/**
 * A block as it lies in a minute's document. The array is shared, not copied: treat it as read-only.
 *
 * @param received when storage took it, in epoch milliseconds by its own clock
 */
public record StoredBlock(
        String boot, long seq, String schema, long from, long to, int samples, long received, byte[] payload) {

    public static StoredBlock of(Block block, long received) {
        return new StoredBlock(
                block.boot(),
                block.seq(),
                block.schema(),
                block.from(),
                block.to(),
                block.samples(),
                received,
                block.payload());
    }

    /** Names the block among those of its machine. */
    public String key() {
        return span().key();
    }

    public BlockSpan span() {
        return new BlockSpan(boot, seq, schema, from, to, received);
    }
}
