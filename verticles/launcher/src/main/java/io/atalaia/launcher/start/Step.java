/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.start;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One rung of the start.
 *
 * @param name for messages
 * @param open starts it; what it answers stops it again
 * @param patience how long the stop may take until the next rung is stopped
 */
public record Step(String name, Supplier<Future<Closer>> open, Duration patience) {
    /** Stopping should end within five seconds, and the agent's last blocks may take three of them. */
    private static final Duration USUAL = Duration.ofSeconds(4);

    public Step(String name, Supplier<Future<Closer>> open) {
        this(name, open, USUAL);
    }

    /** Stops what a step started. */
    @FunctionalInterface
    public interface Closer {
        Future<?> close();
    }
}
