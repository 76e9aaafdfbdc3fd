/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.chaos;

import io.atalaia.tests.support.AtalaiaProcess;
import java.time.Duration;
import java.util.function.Supplier;

/** A process that is killed and started again. */
final class Victim implements AutoCloseable {
    private final Supplier<AtalaiaProcess> starter;
    private AtalaiaProcess process;

    Victim(Supplier<AtalaiaProcess> starter) {
        this.starter = starter;
    }

    boolean alive() {
        return process != null && process.alive();
    }

    void start() {
        if (!alive()) {
            process = starter.get();
        }
    }

    /** As {@code kill -9} does. */
    void kill() {
        if (alive()) {
            process.kill();
        }
    }

    /** As an operator stops it. */
    void stop(Duration limit) {
        if (alive()) {
            process.signal("TERM");
            int code = process.exit(limit);
            if (code != 0) {
                throw new AssertionError("it ended with " + code + ": " + process.output() + process.errors());
            }
        }
    }

    AtalaiaProcess process() {
        return process;
    }

    @Override
    public void close() {
        kill();
    }
}
