/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import java.util.OptionalLong;

/** Notices that the wall clock went another way than the monotonic one: it was set, or the machine slept. */
public final class ClockSteps {
    private static final long LEAST_MILLIS = 2_000;

    private boolean begun;
    private long lastMillis;
    private long lastNanos;

    /**
     * @param millis the wall clock's time
     * @param nanos the monotonic clock's
     * @return by how many milliseconds the wall clock was set since the last time, if it was
     */
    public OptionalLong look(long millis, long nanos) {
        long step = (millis - lastMillis) - (nanos - lastNanos) / 1_000_000;
        boolean stepped = begun && Math.abs(step) > LEAST_MILLIS;
        begun = true;
        lastMillis = millis;
        lastNanos = nanos;
        return stepped ? OptionalLong.of(step) : OptionalLong.empty();
    }
}
