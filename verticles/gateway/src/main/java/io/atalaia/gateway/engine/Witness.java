/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Watches who sends one machine's live samples, and by which clock. Not thread-safe. */
public final class Witness {
    private static final long LATELY_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** A single late message of an agent that was started again is no conflict. */
    private static final int RETURNS = 2;

    private static final int MOST_BOOTS = 8;
    private static final int OFFSETS = 10;
    private static final int LEAST_OFFSETS = 3;

    private final Map<String, Long> boots = new HashMap<>();
    private final long[] offsets = new long[OFFSETS];
    private long heard;
    private String boot;
    private int returns;
    private long returnedNanos;

    /**
     * @param from the agent's boot
     * @param time of the newest sample of a message, by the agent's clock
     * @param now by ours, epoch milliseconds
     */
    public void hear(String from, long time, long now, long nowNanos) {
        offsets[(int) (heard++ % OFFSETS)] = time - now;
        if (!from.equals(boot)) {
            boots.values().removeIf(nanos -> nowNanos - nanos > LATELY_NANOS);
            if (boots.containsKey(from)) {
                returns = nowNanos - returnedNanos > LATELY_NANOS ? 1 : returns + 1;
                returnedNanos = nowNanos;
            }
            boot = from;
        }
        if (boots.size() < MOST_BOOTS || boots.containsKey(from)) {
            boots.put(from, nowNanos);
        }
    }

    /** Whether two agents take turns: after another spoke, an earlier one came back, again and again. */
    public boolean conflict(long nowNanos) {
        return returns >= RETURNS && nowNanos - returnedNanos <= LATELY_NANOS;
    }

    /** Whether enough was heard to speak of the clock. */
    public boolean knowsClock() {
        return heard >= LEAST_OFFSETS;
    }

    /** How far the agent's clock is ahead of ours, in milliseconds: of the newest messages the one that was delayed least. */
    public long offset() {
        long best = Long.MIN_VALUE;
        for (int i = 0; i < Math.min(heard, OFFSETS); i++) {
            best = Math.max(best, offsets[i]);
        }
        return heard == 0 ? 0 : best;
    }
}
