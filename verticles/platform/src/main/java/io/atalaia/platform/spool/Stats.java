/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

/**
 * What lies in a spool.
 *
 * @param bytes of all its files
 * @param blocks sealed ones that wait
 * @param samples in those blocks
 * @param oldestNanos when the oldest of them was collected, on the monotonic clock; only meaningful when there are blocks
 * @param memoryBytes of sealed blocks that the disk did not take
 * @param diskFails whether the disk takes nothing at present
 * @param events that storage does not have
 */
public record Stats(
        long bytes, int blocks, long samples, long oldestNanos, long memoryBytes, boolean diskFails, int events) {
    static final Stats EMPTY = new Stats(0, 0, 0, 0, 0, false, 0);

    /** @param nanos now, on the monotonic clock */
    public double oldestSeconds(long nanos) {
        return blocks == 0 ? 0 : Math.max(0, (nanos - oldestNanos) / 1e9);
    }
}
