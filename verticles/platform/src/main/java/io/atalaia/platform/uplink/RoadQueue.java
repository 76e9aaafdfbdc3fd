/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.uplink;

import io.atalaia.platform.spool.Entry;
import java.util.Comparator;
import java.util.TreeSet;

/**
 * In which order blocks travel: the oldest first, but fresh ones in turn with the backlog, and the backlog no faster than so many
 * blocks a second. Knows nothing of time but what it is told.
 */
final class RoadQueue {
    private static final long FRESH_MILLIS = 120_000;
    private static final Comparator<Waiting> OLDEST_FIRST = Comparator.<Waiting>comparingLong(
                    waiting -> waiting.entry.file())
            .thenComparingInt(waiting -> waiting.entry.index());
    private static final Comparator<Waiting> DUE_FIRST =
            Comparator.<Waiting>comparingLong(waiting -> waiting.due).thenComparing(OLDEST_FIRST);

    private final TreeSet<Waiting> fresh = new TreeSet<>(DUE_FIRST);
    private final TreeSet<Waiting> backlog = new TreeSet<>(OLDEST_FIRST);
    private final double tokensPerNano;
    private final double mostTokens;
    private double tokens;
    private long filledAt;
    private boolean freshsTurn = true;

    /**
     * @param backlogPerSecond how many blocks of the backlog may go in a second
     * @param now on the monotonic clock
     */
    RoadQueue(int backlogPerSecond, long now) {
        tokensPerNano = backlogPerSecond / 1e9;
        mostTokens = Math.max(1, backlogPerSecond / 5.0);
        tokens = mostTokens;
        filledAt = now;
    }

    /**
     * @param due when it may go, on the monotonic clock
     * @param millis now, in epoch milliseconds
     */
    void add(Entry entry, long due, long millis) {
        (millis - entry.to() > FRESH_MILLIS ? backlog : fresh).add(new Waiting(entry, due));
    }

    /** The block to send now; null when none is due. */
    Waiting next(long now, long millis, boolean atOnce) {
        age(millis);
        fill(now);
        boolean isFreshDue = !fresh.isEmpty() && (atOnce || fresh.first().due <= now);
        boolean isBacklogDue = !backlog.isEmpty() && (atOnce || tokens >= 1);
        if (isFreshDue && (freshsTurn || !isBacklogDue)) {
            freshsTurn = false;
            return fresh.pollFirst();
        }
        if (isBacklogDue) {
            freshsTurn = true;
            tokens -= 1;
            return backlog.pollFirst();
        }
        return null;
    }

    private void age(long millis) {
        while (!fresh.isEmpty() && millis - fresh.first().entry.to() > FRESH_MILLIS) {
            backlog.add(fresh.pollFirst());
        }
    }

    private void fill(long now) {
        tokens = Math.min(mostTokens, tokens + (now - filledAt) * tokensPerNano);
        filledAt = now;
    }

    /** Nanoseconds until a block is due; {@link Long#MAX_VALUE} when none waits. */
    long nanosUntilDue(long now) {
        long wait = fresh.isEmpty() ? Long.MAX_VALUE : Math.max(0, fresh.first().due - now);
        if (!backlog.isEmpty()) {
            wait = Math.min(wait, (long) Math.max(0, (1 - tokens) / tokensPerNano));
        }
        return wait;
    }

    boolean isEmpty() {
        return fresh.isEmpty() && backlog.isEmpty();
    }

    int size() {
        return fresh.size() + backlog.size();
    }

    /** @param due on the monotonic clock */
    record Waiting(Entry entry, long due) {}
}
