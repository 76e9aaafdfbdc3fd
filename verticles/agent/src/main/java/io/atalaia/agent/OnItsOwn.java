/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent;

import io.atalaia.agent.engine.Rotation;
import io.atalaia.agent.service.Roads;
import io.atalaia.agent.stream.StreamLimits;
import io.atalaia.agent.stream.StreamLink;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.uplink.Backoff;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.SplittableRandom;

/** The agent in a process of its own, outside every cluster: one outbound stream is all that it has. */
public final class OnItsOwn implements Surroundings {
    private static final long MOST_WAIT_MILLIS = 30_000;

    private final List<String> gateways;
    private final String token;

    /** @param gateways each {@code host:port}, at least one */
    public OnItsOwn(List<String> gateways, String token) {
        this.gateways = List.copyOf(gateways);
        this.token = token;
    }

    @Override
    public Roads roads(Vertx vertx, Clock clock, String machine) {
        var backoff = new Backoff(new SplittableRandom()::nextDouble, MOST_WAIT_MILLIS);
        var link = new StreamLink(vertx, clock, new Rotation(machine, gateways), token, backoff, StreamLimits.USUAL);
        return new Roads(link, link, link::close);
    }

    @Override
    public Future<?> join() {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> leave() {
        return Future.succeededFuture();
    }
}
