/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent;

import io.atalaia.agent.service.BusLiveDoor;
import io.atalaia.agent.service.Roads;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.Pong;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.registry.Registry;
import io.atalaia.platform.registry.Registry.Offer;
import io.atalaia.platform.registry.Registry.Registration;
import io.atalaia.platform.uplink.BusBlockDoor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** The agent as one role of a hub: it speaks over the bus, and is registered and asked for its health as every role. */
public final class InHub implements Surroundings {
    private static final String ROLE = "agent";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Bus bus;
    private final Registry registry;
    private final String nodeId;
    private Registration registration;

    public InHub(Bus bus, Registry registry, String nodeId) {
        this.bus = bus;
        this.registry = registry;
        this.nodeId = nodeId;
    }

    @Override
    public Roads roads(Vertx vertx, Clock clock, String machine) {
        return new Roads(
                new BusLiveDoor(bus, clock, machine), new BusBlockDoor(bus, PATIENCE), Future::succeededFuture);
    }

    @Override
    public Future<?> join() {
        var ping = HealthApi.ping(ROLE, nodeId);
        return bus.serve(ping, asked -> Future.succeededFuture(Pong.ABLE))
                .compose(served -> registry.publish(new Offer(ROLE, ping.address())))
                .map(published -> registration = published);
    }

    @Override
    public Future<Void> leave() {
        return registration == null
                ? Future.succeededFuture()
                : registration.withdraw().otherwiseEmpty();
    }
}
