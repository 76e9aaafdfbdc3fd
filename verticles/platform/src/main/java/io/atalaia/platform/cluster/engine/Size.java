/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster.engine;

/**
 * How many nodes there should be, where nobody said so: the most that were ever seen at once for a while. A node that is replaced
 * by its successor within a moment is not counted twice. For one thread at a time.
 */
public final class Size {
    private final long holdNanos;
    private int most;
    private int candidate;
    private long since;

    /** @param holdNanos how long a greater size must last to count */
    public Size(long holdNanos) {
        this.holdNanos = holdNanos;
    }

    /** Takes over what others saw. */
    public void told(int others) {
        most = Math.max(most, others);
    }

    public void saw(int seen, long now) {
        if (seen <= most) {
            candidate = 0;
            return;
        }
        if (candidate == 0) {
            since = now;
            candidate = seen;
        }
        // What holds is the least of the whole time: a peak in it is not the size.
        candidate = Math.min(candidate, seen);
        if (now - since >= holdNanos) {
            most = candidate;
            candidate = 0;
        }
    }

    /** 0 before the first was seen for long enough. */
    public int most() {
        return most;
    }
}
