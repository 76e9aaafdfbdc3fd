/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.platform.cluster.engine.Lateness;
import java.util.concurrent.TimeUnit;

/**
 * Whether this node doubts itself before it condemns others: its event loop is late, or everything fell silent at once
 * (Dadgar, Phillips and Currey, "Lifeguard: local health awareness for more accurate failure detection", 2018). Nanoseconds.
 */
public final class Doubt {
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long LATE = TimeUnit.MILLISECONDS.toNanos(250);
    /** Ticks: the last ten seconds. */
    private static final int WINDOW = 100;

    private static final long LATELY = TimeUnit.SECONDS.toNanos(60);
    /** Silence everywhere for longer is believed: nobody came to say that it is this node. */
    private static final long LONGEST_DEAF = TimeUnit.SECONDS.toNanos(30);

    /** Null before the first tick: until then nothing can be late. */
    private Lateness lateness;

    private long deafSince;
    private boolean deaf;

    /**
     * A timer that is due every {@link #TICK} fired.
     *
     * @return how long to wait for the next one
     */
    @CanIgnoreReturnValue
    public long tick(long now) {
        if (lateness == null) {
            lateness = new Lateness(TICK, WINDOW, now);
            return TICK;
        }
        return lateness.fired(now);
    }

    /** Looks at what is watched; to be called often. */
    public void look(Watch watch, long now) {
        boolean isDeaf = watch.isDeaf(now, LATELY);
        if (isDeaf && !deaf) {
            deafSince = now;
        }
        deaf = isDeaf;
    }

    public boolean doubts(long now) {
        return isLate(now) || deaf && now - deafSince < LONGEST_DEAF;
    }

    private boolean isLate(long now) {
        return lateness != null && Lateness.quantile(lateness.nanos(now), 0.95) > LATE;
    }
}
