/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent;

import io.atalaia.agent.engine.Cost;
import io.atalaia.agent.engine.Rotation;
import io.atalaia.agent.read.ProcCost;
import io.atalaia.agent.service.Roads;
import io.atalaia.agent.stream.StreamLimits;
import io.atalaia.agent.stream.StreamLink;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.tls.PemFiles;
import io.atalaia.platform.uplink.Backoff;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.SplittableRandom;

/** The agent in a process of its own, outside every cluster: one outbound stream is all that it has. */
public final class OnItsOwn implements Surroundings {
    private static final long MOST_WAIT_MILLIS = 30_000;

    private final List<String> gateways;
    private final PemFiles tls;
    private final String token;

    /**
     * @param gateways as {@link GatewayAddress} takes them, at least one
     * @param tls whom to trust, and what to show, where they are reached over TLS
     * @param token empty when the certificate stands for it
     */
    public OnItsOwn(List<String> gateways, PemFiles tls, String token) {
        this.gateways = List.copyOf(gateways);
        this.tls = tls;
        this.token = token;
    }

    @Override
    public Roads roads(Vertx vertx, Clock clock, String machine) {
        var backoff = new Backoff(new SplittableRandom()::nextDouble, MOST_WAIT_MILLIS);
        var rotation = new Rotation(machine, gateways);
        var link = new StreamLink(vertx, clock, rotation, tls, token, backoff, StreamLimits.USUAL);
        return new Roads(link, link, link::close);
    }

    @Override
    public Cost cost() {
        return ProcCost.ofProcess();
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
