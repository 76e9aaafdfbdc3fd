/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate.engine;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long things took, in bounded memory: sixteen buckets for each doubling, hence 6 % exact. Any thread.
 */
public final class Latencies {
    private static final int EACH = 16;
    private static final int DOUBLINGS = 40;

    private final AtomicLongArray buckets = new AtomicLongArray(EACH * DOUBLINGS);

    public void record(long micros) {
        buckets.incrementAndGet(bucket(Math.max(0, micros)));
    }

    private static int bucket(long micros) {
        if (micros < EACH) {
            return (int) micros;
        }
        int shift = Long.SIZE - Long.numberOfLeadingZeros(micros) - 5;
        return Math.min(EACH * DOUBLINGS - 1, EACH * (shift + 1) + (int) (micros >>> shift) - EACH);
    }

    private static long least(int bucket) {
        int shift = bucket / EACH - 1;
        return shift < 0 ? bucket : (long) (bucket % EACH + EACH) << shift;
    }

    public void clear() {
        for (int i = 0; i < buckets.length(); i++) {
            buckets.set(i, 0);
        }
    }

    /** Milliseconds that the given share of all took at most; 0 when there are none. */
    public double millis(double share) {
        long all = 0;
        for (int i = 0; i < buckets.length(); i++) {
            all += buckets.get(i);
        }
        long wanted = (long) Math.ceil(all * share);
        long seen = 0;
        for (int i = 0; i < buckets.length() && all > 0; i++) {
            seen += buckets.get(i);
            if (seen >= wanted) {
                return least(i + 1) / 1000.0;
            }
        }
        return 0;
    }
}
