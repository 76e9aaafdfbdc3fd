/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery;

import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.discovery.service.Directory;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.registry.Registry;
import io.atalaia.platform.registry.Registry.Offer;
import io.atalaia.platform.registry.Registry.Registration;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Reads the registry at a steady pace and tells everybody which services run where. */
public final class DiscoveryVerticle extends VerticleBase {
    private static final String ROLE = "discovery";

    private final DiscoveryConfig config;
    private final Bus bus;
    private final Registry registry;
    private final String nodeId;
    private final Directory directory;
    private final Doors doors;
    private Registration registration;
    private Future<Void> reading = Future.succeededFuture();
    private long timer;

    /** Without DNS and the text protocol. */
    public DiscoveryVerticle(
            DiscoveryConfig config, Bus bus, Registry registry, Clock clock, MeterRegistry meters, String nodeId) {
        this(config, bus, registry, clock, meters, nodeId, Doors.NONE);
    }

    /** @param doors through which programs that know nothing of Atalaia ask for services */
    public DiscoveryVerticle(
            DiscoveryConfig config,
            Bus bus,
            Registry registry,
            Clock clock,
            MeterRegistry meters,
            String nodeId,
            Doors doors) {
        this.config = config;
        this.bus = bus;
        this.registry = registry;
        this.nodeId = nodeId;
        this.doors = doors;
        directory = new Directory(registry, clock, meters);
    }

    @Override
    public Future<?> start() {
        var ping = HealthApi.ping(ROLE, nodeId);
        return bus.serve(DiscoveryApi.INSTANCES, directory::instances)
                .compose(served -> bus.serve(ping, directory::pong))
                .compose(served -> doors.open(vertx))
                .compose(opened -> publish(ping.address()))
                .map(this::open);
    }

    @Override
    public Future<?> stop() {
        vertx.cancelTimer(timer);
        return registration.withdraw().eventually(() -> doors.close(vertx)).eventually(() -> reading);
    }

    /** A verticle that did not start is never stopped. */
    private Future<Registration> publish(String address) {
        return registry.publish(new Offer(ROLE, address))
                .recover(cause -> doors.close(vertx).transform(closed -> Future.failedFuture(cause)));
    }

    private Registration open(Registration published) {
        registration = published;
        timer = vertx.setPeriodic(0, config.every().toMillis(), tick -> readUnlessBusy());
        return published;
    }

    private void readUnlessBusy() {
        if (reading.isComplete()) {
            reading = directory.read();
        }
    }
}
