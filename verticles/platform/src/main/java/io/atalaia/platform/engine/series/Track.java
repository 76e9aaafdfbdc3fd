/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.series;

import java.util.Arrays;

/**
 * The values of one series at instants. Arrays are shared, not copied: treat them as read-only.
 *
 * @param times epoch milliseconds, strictly growing
 * @param values as long as {@code times}; NaN where there is none, and an infinity counts as none
 */
public record Track(long[] times, double[] values) {
    /** Two samples farther apart than so many sampling intervals have a gap between them. */
    private static final double BROKEN_AFTER_INTERVALS = 2.5;

    public Track {
        if (times.length != values.length) {
            throw new IllegalArgumentException(times.length + " times and " + values.length + " values");
        }
    }

    /** The longest distance between two samples that is not a gap, in milliseconds. */
    public static long unbrokenMillis(long everyMillis) {
        return (long) (everyMillis * BROKEN_AFTER_INTERVALS);
    }

    /**
     * The growth per second of a counter between each two neighbouring values, dated at the later one. There is none over a
     * gap, and none where the counter fell: it started again, and how far it had come before nobody knows.
     *
     * @param everyMillis the sampling interval
     */
    public Track rates(long everyMillis) {
        long unbroken = unbrokenMillis(everyMillis);
        long[] at = new long[times.length];
        double[] rates = new double[times.length];
        int size = 0;
        int before = -1;
        for (int i = 0; i < times.length; i++) {
            if (!Double.isFinite(values[i])) {
                continue;
            }
            if (before >= 0 && times[i] - times[before] <= unbroken && values[i] >= values[before]) {
                at[size] = times[i];
                rates[size++] = (values[i] - values[before]) * 1000 / (times[i] - times[before]);
            }
            before = i;
        }
        return new Track(Arrays.copyOf(at, size), Arrays.copyOf(rates, size));
    }
}
