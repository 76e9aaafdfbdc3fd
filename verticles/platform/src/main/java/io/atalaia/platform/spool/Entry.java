/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

/**
 * A sealed block that waits in the spool, without its content.
 *
 * @param file the number of the file that holds it; grows with time, also over restarts
 * @param index its place in the file
 * @param from the first sample, in epoch milliseconds
 * @param to the last one
 * @param samples how many instants
 * @param bytes of the payload
 */
public record Entry(
        long file,
        int index,
        String machine,
        String boot,
        long seq,
        String schema,
        long from,
        long to,
        int samples,
        int bytes) {}
