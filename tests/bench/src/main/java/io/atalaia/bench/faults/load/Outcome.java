/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults.load;

/**
 * What came of one request.
 *
 * @param sent on the monotonic clock, in nanoseconds
 * @param done when its answer was there, or when nobody waited for it any more
 * @param wrong what was wrong with it; empty when nothing was
 */
public record Outcome(long sent, long done, String wrong) {
    public boolean good() {
        return wrong.isEmpty();
    }
}
