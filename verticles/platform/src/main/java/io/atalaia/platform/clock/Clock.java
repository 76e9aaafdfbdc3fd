/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.clock;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks of a process.
 *
 * @param wall what people read; steps when it is set
 * @param monotonic nanoseconds from an arbitrary start; never steps back, for measuring how long something took
 */
public record Clock(InstantSource wall, LongSupplier monotonic) {

    public static Clock system() {
        return new Clock(InstantSource.system(), System::nanoTime);
    }

    /** Epoch milliseconds. */
    public long millis() {
        return wall.millis();
    }

    public long nanos() {
        return monotonic.getAsLong();
    }
}
