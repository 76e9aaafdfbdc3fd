/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.probe;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.health.engine.Outcome;
import io.vertx.core.Future;

/** One way of asking. */
interface Probe {

    /**
     * Asks once. The future may fail, or not complete in time: who asked judges that, and then runs what was handed to
     * {@link Deadline#onEnd}.
     */
    Future<Outcome> ask(Goal goal, Check check, Deadline deadline);

    /** Closes what it holds. */
    Future<Void> close();
}
