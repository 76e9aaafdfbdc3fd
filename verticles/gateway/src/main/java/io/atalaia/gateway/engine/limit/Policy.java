/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine.limit;

/**
 * What one asker may do.
 *
 * @param perSecond requests that become possible in each second
 * @param burst the most that may be made at once after a rest
 */
public record Policy(double perSecond, int burst) {
    public Policy {
        if (perSecond <= 0 || burst < 1) {
            throw new IllegalArgumentException("a rate must be above 0 and a burst at least 1");
        }
    }

    /** How long an empty bucket takes to be full, in whole seconds; at least one. */
    public long windowSeconds() {
        return Math.max(1, (long) Math.ceil(burst / perSecond));
    }
}
