/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many requests to one service may be second tries at once: a fifth of those under way, and always a few. What fails
 * everywhere would otherwise cost a struggling service twice its load. After Envoy's retry budget. Safe from any thread.
 */
public final class RetryBudget {
    private static final int SHARE = 5;
    static final int LEAST = 5;

    private final AtomicInteger active = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();

    void entered() {
        active.incrementAndGet();
    }

    void left() {
        active.decrementAndGet();
    }

    int active() {
        return active.get();
    }

    /** Whether a request may be tried again; if so, {@link #giveBack} when that try ended. */
    public boolean take() {
        int most = Math.max(LEAST, active.get() / SHARE);
        int now;
        do {
            now = retries.get();
            if (now >= most) {
                return false;
            }
        } while (!retries.compareAndSet(now, now + 1));
        return true;
    }

    public void giveBack() {
        retries.decrementAndGet();
    }
}
