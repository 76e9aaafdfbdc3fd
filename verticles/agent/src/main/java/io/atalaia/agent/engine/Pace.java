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
    /** So much later than sampled a figure may be seen live. */
    private static final long MOST_TELLING = 5_000;

    public static Pace of(String machine, long every) {
        return new Pace(every, Math.floorMod(Hash.of(machine), Math.min(MOST_OFFSET, Math.max(1, every / 5))));
    }

    /**
     * How long a machine waits before it tells a sample live; milliseconds. Within 200 ms a hub takes the samples of a fleet that
     * comes each second; the same fleet at longer intervals is larger, and is spread over a fifth of the interval. Other bits of the hash
     * than the offset's: those who sample together do not send together.
     *
     * @param every milliseconds between two samples
     */
    public static long telling(String machine, long every) {
        long span = Math.min(MOST_TELLING, every / 5) - MOST_OFFSET;
        return span <= 0 ? 0 : Math.floorMod(Hash.of(machine) / MOST_OFFSET, span);
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
