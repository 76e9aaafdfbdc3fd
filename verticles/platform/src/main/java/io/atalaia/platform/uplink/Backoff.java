/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.uplink;

import java.util.function.DoubleSupplier;

/** How long to wait after failures: anything up to a bound that doubles ("full jitter"), so that a fleet does not return at once. */
public final class Backoff {
    private static final long FIRST_MILLIS = 200;
    private static final long DEFAULT_MOST_MILLIS = 5_000;
    private static final int MOST_DOUBLINGS = 10;

    private final DoubleSupplier random;
    private final long mostMillis;
    private int failures;

    /** @param random gives numbers from 0 inclusive to 1 exclusive */
    public Backoff(DoubleSupplier random) {
        this(random, DEFAULT_MOST_MILLIS);
    }

    /** @param mostMillis the bound beyond which it does not double */
    public Backoff(DoubleSupplier random, long mostMillis) {
        this.random = random;
        this.mostMillis = mostMillis;
    }

    public void reset() {
        failures = 0;
    }

    /** Milliseconds to wait after one more failure, at least 1. */
    public long failed() {
        long bound = Math.min(mostMillis, FIRST_MILLIS << Math.min(failures++, MOST_DOUBLINGS));
        return 1 + (long) (random.getAsDouble() * bound);
    }
}
