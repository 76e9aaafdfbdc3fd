/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster.engine;

import java.util.Arrays;

/**
 * By how much a timer that should fire at a steady pace came late, over a window of the last turns. A timer that did not come at
 * all counts every turn that it missed meanwhile, so that one long stop weighs as long as it lasted. Nanoseconds on a monotonic
 * clock throughout. Safe from any thread.
 */
public final class Lateness {
    private final long everyNanos;
    private final long[] late;
    private long planned;
    private long turns;

    /**
     * @param everyNanos between two turns
     * @param window how many turns are remembered
     * @param now the first turn is one pace later
     */
    public Lateness(long everyNanos, int window, long now) {
        this.everyNanos = everyNanos;
        late = new long[window];
        planned = now + everyNanos;
    }

    /** Notes that the timer fired. @return how long to wait for the next turn */
    public synchronized long fired(long now) {
        skipForgotten(now);
        while (planned - now <= 0) {
            late[(int) (turns++ % late.length)] = now - planned;
            planned += everyNanos;
        }
        return planned - now;
    }

    /** Turns that would be overwritten at once need no writing. */
    private void skipForgotten(long now) {
        long missed = (now - planned) / everyNanos - late.length;
        if (missed > 0) {
            planned += missed * everyNanos;
        }
    }

    /**
     * The lateness of each remembered turn, and of those that are due and did not come yet.
     *
     * @return in no particular order; empty before the first turn
     */
    public synchronized long[] nanos(long now) {
        int known = (int) Math.min(turns, late.length);
        int due = (int) Math.max(0, Math.min(late.length, Math.floorDiv(now - planned, everyNanos) + 1));
        int kept = Math.min(known, late.length - due);
        long[] all = new long[kept + due];
        for (int back = 0; back < kept; back++) {
            all[back] = late[(int) ((turns - 1 - back) % late.length)];
        }
        for (int turn = 0; turn < due; turn++) {
            all[kept + turn] = now - planned - turn * everyNanos;
        }
        return all;
    }

    /** The value that the given share of all values do not exceed; 0 of none. */
    public static long quantile(long[] values, double share) {
        if (values.length == 0) {
            return 0;
        }
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
    }
}
