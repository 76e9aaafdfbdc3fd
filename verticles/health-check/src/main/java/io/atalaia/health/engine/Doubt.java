/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Whether this node doubts itself before it condemns others: its event loop is late, or everything fell silent at once
 * (Dadgar, Phillips and Currey, "Lifeguard: local health awareness for more accurate failure detection", 2018). Nanoseconds.
 */
public final class Doubt {
    /** How often {@link #tick} is to be called. */
    public static final long TICK = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long LATE = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int WINDOW = 100;
    private static final int ALLOWED_LATE = WINDOW / 20;
    private static final long LATELY = TimeUnit.SECONDS.toNanos(60);
    /** Silence everywhere for longer is believed: nobody came to say that it is this node. */
    private static final long LONGEST_DEAF = TimeUnit.SECONDS.toNanos(30);

    private final Deque<Long> late = new ArrayDeque<>();
    private long last;
    private boolean ticking;
    private long deafSince;
    private boolean deaf;

    /** A timer's tick that was due {@link #TICK} after the one before it. */
    public void tick(long now) {
        long lag = ticking ? Math.max(0, now - last - TICK) : 0;
        ticking = true;
        last = now;
        note(lag);
        // The ticks that did not come meanwhile would have been late as well.
        for (long missed = lag - TICK, most = WINDOW; missed > 0 && most > 0; missed -= TICK, most--) {
            note(missed);
        }
    }

    private void note(long lag) {
        late.addLast(lag);
        if (late.size() > WINDOW) {
            late.removeFirst();
        }
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

    /** The 95th percentile of the last ten seconds is above the bound, or a tick is overdue by more than all of those could hide. */
    private boolean isLate(long now) {
        boolean overdue = ticking && now - last - TICK > LATE * ALLOWED_LATE;
        return overdue || late.stream().filter(lag -> lag > LATE).count() > ALLOWED_LATE;
    }
}
