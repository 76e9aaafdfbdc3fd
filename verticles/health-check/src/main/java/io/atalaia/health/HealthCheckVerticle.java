/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health;

import io.atalaia.contracts.health.HealthApi;
import io.atalaia.health.engine.Peers;
import io.atalaia.health.engine.Watch;
import io.atalaia.health.probe.ProbeMeters;
import io.atalaia.health.probe.Probes;
import io.atalaia.health.service.HealthDesk;
import io.atalaia.health.service.HealthMeters;
import io.atalaia.health.service.Post;
import io.atalaia.health.service.RoleInstances;
import io.atalaia.health.service.Self;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.registry.Registry.Offer;
import io.atalaia.platform.registry.Registry.Registration;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Checks the roles of all nodes and the services that programs registered, together with the other nodes that do, and answers
 * how all stand. One of them on a node.
 */
public final class HealthCheckVerticle extends VerticleBase {
    private static final String ROLE = "health-check";

    private final HealthConfig config;
    private final Bus bus;
    private final Grounds grounds;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Self self;
    private final List<Bus.Served> served = new ArrayList<>();
    private Probes probes;
    private Post post;
    private HealthMeters gauges;
    private Registration registration;

    /** @param nodeName for people, and for what only machines of that name can reach */
    public HealthCheckVerticle(
            HealthConfig config,
            Bus bus,
            Grounds grounds,
            Clock clock,
            MeterRegistry meters,
            String nodeId,
            String nodeName) {
        this.config = config;
        this.bus = bus;
        this.grounds = grounds;
        this.clock = clock;
        this.meters = meters;
        self = new Self(nodeId, nodeName);
    }

    @Override
    public Future<?> start() {
        var roles = new RoleInstances(bus, config.patience());
        var peers = new Peers(self.id(), self.name());
        var watch = new Watch(self.id(), config.fall(), config.rise(), new SplittableRandom());
        probes = new Probes(vertx, bus, clock, config.networks(), new ProbeMeters(meters));
        post = new Post(vertx, bus, clock, self, grounds.post(), rules(), roles, peers, watch, probes);
        gauges = new HealthMeters(meters, post, probes, watch);
        var desk = new HealthDesk(roles, grounds.agreement(), peers, clock);
        var ping = HealthApi.ping(ROLE, self.id());
        return bus.serve(HealthApi.VERDICTS, desk::verdicts)
                .map(served::add)
                .compose(kept -> bus.serve(HealthApi.LOOKS, desk::looks))
                .map(served::add)
                .compose(kept -> bus.serve(ping, desk::pong))
                .map(served::add)
                .compose(kept -> post.open())
                .compose(opened -> grounds.roles().publish(new Offer(ROLE, ping.address())))
                .map(published -> registration = published)
                .recover(cause -> closed().transform(closed -> Future.failedFuture(cause)));
    }

    private Post.Rules rules() {
        return new Post.Rules(config.every(), config.patience(), config.ghostsAfter());
    }

    /** Checks that are under way are not waited for: they only ask. */
    @Override
    public Future<?> stop() {
        return registration.withdraw().eventually(this::closed);
    }

    /** A verticle that did not start is never stopped. */
    private Future<Void> closed() {
        gauges.close();
        return post.close()
                .eventually(
                        () -> Future.join(served.stream().map(Bus.Served::end).toList()))
                .eventually(probes::close);
    }
}
