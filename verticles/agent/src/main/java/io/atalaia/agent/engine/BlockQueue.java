/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Sealed blocks that storage has not acknowledged, oldest first; bounded by the time that they span and by size. */
public final class BlockQueue {
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final int MOST_BLOCKS = 10_000;

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final long mostNanos;
    private long bytes;

    /** @param mostMillis how long a block may wait: by the monotonic clock, since the wall's may be set and machines sleep */
    public BlockQueue(long mostMillis) {
        this.mostNanos = TimeUnit.MILLISECONDS.toNanos(mostMillis);
    }

    /**
     * @param due when it may be sent, in nanoseconds of the monotonic clock
     * @return how many samples were given up to make room
     */
    public int add(Sealed sealed, long due) {
        waiting.addLast(new Waiting(sealed, due));
        bytes += sealed.block().payload().length;
        int lost = 0;
        while (waiting.size() > 1 && isTooMuch(due)) {
            lost += forgotten(waiting.removeFirst());
        }
        return lost;
    }

    private boolean isTooMuch(long due) {
        return waiting.size() > MOST_BLOCKS || bytes > MOST_BYTES || due - waiting.peekFirst().due >= mostNanos;
    }

    /** The oldest; null when there is none. */
    public Waiting first() {
        return waiting.peekFirst();
    }

    /** Takes the block out, unless it was given up meanwhile. */
    public void remove(Waiting one) {
        if (one.equals(waiting.peekFirst())) {
            forgotten(waiting.removeFirst());
        }
    }

    @CanIgnoreReturnValue
    private int forgotten(Waiting one) {
        bytes -= one.sealed.block().payload().length;
        return one.sealed.block().samples();
    }

    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    public int samples() {
        return waiting.stream().mapToInt(one -> one.sealed.block().samples()).sum();
    }

    public record Waiting(Sealed sealed, long due) {}
}
