/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failed attempts by account or by address. After some free ones each further failure doubles the time until the next
 * attempt. Who was quiet for long begins anew. Bounded: when too many are known, the one that was quiet longest is forgotten.
 */
public final class Attempts {
    private static final int MOST_KNOWN = 10_000;
    private static final long FIRST_WAIT_NANOS = 1_000_000_000L;
    private static final long FORGOTTEN_NANOS = 15 * 60 * FIRST_WAIT_NANOS;

    private final int free;
    private final long longestNanos;
    private final Map<String, Failures> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    private record Failures(int count, long lastNanos) {}

    /**
     * @param free attempts that cost no waiting
     * @param longestSeconds the most that one has to wait
     */
    public Attempts(int free, long longestSeconds) {
        this.free = free;
        longestNanos = longestSeconds * FIRST_WAIT_NANOS;
    }

    /** Nanoseconds until the next attempt may be made; 0 for now. */
    public long wait(String who, long nowNanos) {
        var failures = known.get(who);
        if (failures == null || failures.count() < free) {
            return 0;
        }
        int doublings = Math.min(failures.count() - free, 30);
        long wait = Math.min(longestNanos, FIRST_WAIT_NANOS << doublings);
        return Math.max(0, failures.lastNanos() + wait - nowNanos);
    }

    /** To be called when an attempt begins, so that many at once count like many in a row. */
    public void begin(String who, long nowNanos) {
        var before = known.get(who);
        boolean fresh = before == null || nowNanos - before.lastNanos() > FORGOTTEN_NANOS;
        known.put(who, new Failures(fresh ? 1 : before.count() + 1, nowNanos));
    }

    /** Takes one attempt back: it was right, but tells nothing of the others. */
    public void takeBack(String who) {
        known.computeIfPresent(
                who,
                (key, before) -> before.count() <= 1 ? null : new Failures(before.count() - 1, before.lastNanos()));
    }

    /** Forgets the failures of who got it right. */
    public void succeeded(String who) {
        known.remove(who);
    }
}
