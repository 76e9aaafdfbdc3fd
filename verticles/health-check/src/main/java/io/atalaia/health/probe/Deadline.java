/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.probe;

import io.atalaia.platform.clock.Clock;

/** One probe on its way: when it began, and what is to be closed when it has ended. For one event loop. */
final class Deadline {
    private final Clock clock;
    private final long began;
    private final long millis;
    private Runnable closing = () -> {};
    private boolean over;

    Deadline(Clock clock, long millis) {
        this.clock = clock;
        this.millis = millis;
        began = clock.nanos();
    }

    /** How long the answer may take. */
    long millis() {
        return millis;
    }

    double elapsedMillis() {
        return (clock.nanos() - began) / 1e6;
    }

    /** Runs when the probe has its outcome, be it in time or not; at once when it had it before. */
    void onEnd(Runnable close) {
        if (over) {
            close.run();
        } else {
            closing = close;
        }
    }

    void end() {
        over = true;
        closing.run();
        closing = () -> {};
    }
}
