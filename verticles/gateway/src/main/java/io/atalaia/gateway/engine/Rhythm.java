/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import java.util.Arrays;

/**
 * How often a program sends: nobody tells, and answers need it to know a gap from a pause. The median of the last distances
 * between two samples of a series, rounded up to a time that people count in.
 */
final class Rhythm {
    private static final int WINDOW = 8;
    private static final long FIRST_MILLIS = 1_000;
    private static final long[] NICE = {
        100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 300_000, 900_000, 3_600_000
    };

    private final long[] distances = new long[WINDOW];
    private int count;
    private long everyMillis = FIRST_MILLIS;

    /** @param distance between two neighbouring samples of one series, milliseconds; not positive for what came out of order */
    void see(long distance) {
        if (distance <= 0) {
            return;
        }
        distances[count++] = distance;
        if (count == WINDOW) {
            count = 0;
            long[] sorted = distances.clone();
            Arrays.sort(sorted);
            everyMillis = nice(sorted[WINDOW / 2]);
        }
    }

    private static long nice(long millis) {
        for (long nice : NICE) {
            // A program that sends every second does so a little late most of the time.
            if (millis <= nice * 1.1) {
                return nice;
            }
        }
        return NICE[NICE.length - 1];
    }

    long everyMillis() {
        return everyMillis;
    }
}
