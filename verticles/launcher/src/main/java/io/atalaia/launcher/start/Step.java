/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.start;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * One rung of the start.
 *
 * @param name for messages
 * @param open starts it; what it answers stops it again
 */
public record Step(String name, Supplier<Future<Closer>> open) {

    /** Stops what a step started. */
    @FunctionalInterface
    public interface Closer {
        Future<?> close();
    }
}
