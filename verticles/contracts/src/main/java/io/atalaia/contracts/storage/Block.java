/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.storage;

/**
 * The samples of one agent between two instants of one UTC minute, under one schema. It never changes once sealed and is
 * sent again byte for byte. The array is shared, not copied: treat it as read-only.
 *
 * @param machine the machine's UUID
 * @param boot names one start of the agent's process: 32 hexadecimal digits
 * @param seq counts the blocks of a boot from 1
 * @param schema the hash of the schema that orders the columns; storage must know it before the block
 * @param from the first sample, in epoch milliseconds
 * @param to the last sample, in epoch milliseconds, in the same UTC minute
 * @param samples how many instants the block holds
 * @param payload the columns in the block codec's format
 */
public record Block(
        String machine, String boot, long seq, String schema, long from, long to, int samples, byte[] payload) {
    /** The largest payload that storage takes, in bytes. */
    public static final int MOST_BYTES = 4 * 1024 * 1024;
}
