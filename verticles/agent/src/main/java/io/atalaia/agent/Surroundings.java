/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent;

import io.atalaia.agent.service.Roads;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Among what an agent lives: a hub with its bus and its registry, or nothing but a way to a gateway. */
public interface Surroundings {

    /**
     * On the agent's event loop.
     *
     * @param machine its UUID
     */
    Roads roads(Vertx vertx, Clock clock, String machine);

    /** Shows that the agent works. */
    Future<?> join();

    /** Shows that it is about to stop; safe without having joined. */
    Future<Void> leave();
}
