/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import io.vertx.core.Future;
import java.util.concurrent.CompletionStage;

/** What a process is there for: it starts, goes on, and stops when the process is told to end. */
public interface Startable<T> {
    /** Fails with a cause whose message is a sentence where a person can mend it; nothing is left open then. */
    Future<T> start();

    /** Whether it has started and was not told to stop. */
    boolean running();

    /** Never fails; safe to call before, during and after the start. Not a Vert.x future: the event loops end with it. */
    CompletionStage<Void> stop();
}
