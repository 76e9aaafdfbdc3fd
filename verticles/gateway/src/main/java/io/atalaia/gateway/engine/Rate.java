/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import java.util.concurrent.TimeUnit;

/** So many a second on average, and twice as many at once after a rest: a token bucket. Not thread-safe. */
public final class Rate {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private double room;
    private long lastNanos;

    public Rate(int perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.room = 2.0 * perSecond;
        this.lastNanos = nowNanos;
    }

    /** Takes so many, or none when there is no room for all of them. */
    public boolean take(int count, long nowNanos) {
        room = Math.min(2.0 * perSecond, room + (nowNanos - lastNanos) / NANOS * perSecond);
        lastNanos = nowNanos;
        if (count > room) {
            return false;
        }
        room -= count;
        return true;
    }
}
