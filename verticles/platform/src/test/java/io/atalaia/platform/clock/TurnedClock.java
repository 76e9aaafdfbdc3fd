/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves only when a test turns it. */
public final class TurnedClock {
    private final AtomicLong nanos = new AtomicLong(1);

    public Clock clock() {
        return new Clock(() -> Instant.EPOCH.plusNanos(nanos.get()), nanos::get);
    }

    public void turn(Duration by) {
        nanos.addAndGet(by.toNanos());
    }
}
