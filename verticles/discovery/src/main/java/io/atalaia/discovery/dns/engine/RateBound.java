/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Bounds how many answers go to one source, so that nobody is flooded by answers to questions that others ask in his name. As the
 * response rate limiting of name servers does, every second answer beyond the bound is a short one that asks for TCP, which a
 * forged source cannot speak; the others are left out. One number per slot (the generic cell rate algorithm, ITU-T I.371);
 * sources that share a slot share the bound. Safe from any thread.
 */
public final class RateBound {
    /** What to do with a question. */
    public enum Verdict {
        ANSWER,
        TRUNCATE,
        DROP
    }

    private static final int SLOTS = 1 << 14;
    private static final long BURST_NANOS = 1_000_000_000L;

    private final long nanosPerAnswer;
    private final long begin;
    private final int seed;
    /** When the slot's answers so far would have been given at the bound's pace, in nanoseconds since the begin. */
    private final AtomicLongArray due = new AtomicLongArray(SLOTS);

    private final AtomicInteger beyond = new AtomicInteger();

    /**
     * @param perSecond answers to one source; 0 for no bound
     * @param seed unknown to others, so that nobody can choose a source that shares another's slot
     * @param now nanoseconds of a monotonic clock
     */
    public RateBound(int perSecond, int seed, long now) {
        nanosPerAnswer = perSecond == 0 ? 0 : 1_000_000_000L / perSecond;
        begin = now;
        this.seed = seed;
    }

    /** @param address of the source; of IPv6 the first 64 bits count, which one owner has */
    public Verdict judge(byte[] address, long nanos) {
        if (nanosPerAnswer == 0 || admits(slot(address), nanos - begin)) {
            return Verdict.ANSWER;
        }
        return (beyond.incrementAndGet() & 1) == 0 ? Verdict.TRUNCATE : Verdict.DROP;
    }

    private boolean admits(int slot, long now) {
        while (true) {
            long before = due.get(slot);
            long after = Math.max(before, now) + nanosPerAnswer;
            if (after - now > BURST_NANOS) {
                return false;
            }
            if (due.compareAndSet(slot, before, after)) {
                return true;
            }
        }
    }

    private int slot(byte[] address) {
        int hash = seed;
        for (int i = 0; i < Math.min(8, address.length); i++) {
            hash = (hash ^ address[i]) * 0x01000193;
        }
        hash ^= hash >>> 15;
        return hash & (SLOTS - 1);
    }
}
