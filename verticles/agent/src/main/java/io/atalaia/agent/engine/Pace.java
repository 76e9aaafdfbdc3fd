/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import io.atalaia.platform.engine.Hash;

/**
 * When a machine samples: at whole multiples of the interval, plus up to 200 ms by which machines differ so that a fleet
 * does not sample in one instant. Moments that are missed are gone.
 *
 * @param every milliseconds between two samples
 * @param offset milliseconds after the multiple
 */
public record Pace(long every, long offset) {
    private static final long MOST_OFFSET = 200;
    private static final long MINUTE = 60_000;

    public static Pace of(String machine, long every) {
        return new Pace(every, Math.floorMod(Hash.of(machine), Math.min(MOST_OFFSET, Math.max(1, every / 5))));
    }

    /** The moment to sample next, after {@code now}; epoch milliseconds. */
    public long next(long now) {
        return (Math.floorDiv(now - offset, every) + 1) * every + offset;
    }

    /** The next start of a UTC minute, after {@code now}. */
    public static long nextMinute(long now) {
        return (Math.floorDiv(now, MINUTE) + 1) * MINUTE;
    }
}
