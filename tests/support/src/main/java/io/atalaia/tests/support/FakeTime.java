/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.support;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Time that moves only when a test says so: both a wall clock and a monotonic one. */
public final class FakeTime implements InstantSource, LongSupplier {
    private final AtomicLong wallMillis;
    private final AtomicLong nanos = new AtomicLong();

    public FakeTime(Instant start) {
        wallMillis = new AtomicLong(start.toEpochMilli());
    }

    /** Lets both clocks go on. */
    public void pass(Duration time) {
        wallMillis.addAndGet(time.toMillis());
        nanos.addAndGet(time.toNanos());
    }

    /** Sets the wall clock alone, as an operator or a time server does. */
    public void step(Duration step) {
        wallMillis.addAndGet(step.toMillis());
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(wallMillis.get());
    }

    /** Monotonic nanoseconds. */
    @Override
    public long getAsLong() {
        return nanos.get();
    }
}
