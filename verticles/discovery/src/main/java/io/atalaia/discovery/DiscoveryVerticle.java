/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery;

import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.discovery.service.Directory;
import io.atalaia.discovery.service.Registrations;
import io.atalaia.discovery.service.ServiceDesk;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.engine.Networks;
import io.atalaia.platform.registry.Registry.Offer;
import io.atalaia.platform.registry.Registry.Registration;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/**
 * Tells everybody which roles and services run where, and takes registrations: on the bus, by DNS, and by lines of text over UDP.
 */
public final class DiscoveryVerticle extends VerticleBase {
    private static final String ROLE = "discovery";

    private final DiscoveryConfig config;
    private final Bus bus;
    private final Truth truth;
    private final Clock clock;
    private final String nodeId;
    private final Directory directory;
    private final Registrations registrations;
    private final Doors doors;
    private ServiceDesk desk;
    private Registration registration;
    private Future<Void> reading = Future.succeededFuture();
    private long timer;

    /**
     * @param checkable where health checks may go; what may not be checked is not registered with checks
     * @param nodeName for people
     */
    public DiscoveryVerticle(
            DiscoveryConfig config,
            Bus bus,
            Truth truth,
            Networks checkable,
            Clock clock,
            MeterRegistry meters,
            String nodeId,
            String nodeName) {
        this.config = config;
        this.bus = bus;
        this.truth = truth;
        this.clock = clock;
        this.nodeId = nodeId;
        directory = new Directory(truth.roles(), () -> truth.catalog().now().stale(), clock, meters);
        registrations = new Registrations(truth.services(), truth.catalog(), bus, checkable, clock, nodeId, nodeName);
        doors = Doors.of(config, truth.catalog(), registrations, clock, meters);
    }

    @Override
    public Future<?> start() {
        desk = new ServiceDesk(vertx, bus, registrations, truth.services(), truth.catalog(), truth.leases(), clock);
        var ping = HealthApi.ping(ROLE, nodeId);
        return bus.serve(DiscoveryApi.INSTANCES, directory::instances)
                .compose(served -> bus.serve(ping, directory::pong))
                .compose(served -> desk.open())
                .compose(opened -> doors.open(vertx))
                .compose(opened -> truth.roles().publish(new Offer(ROLE, ping.address())))
                .map(this::open)
                .recover(cause -> closed().transform(closed -> Future.failedFuture(cause)));
    }

    @Override
    public Future<?> stop() {
        vertx.cancelTimer(timer);
        return registration.withdraw().eventually(this::closed).eventually(() -> reading);
    }

    /** A verticle that did not start is never stopped. */
    private Future<Void> closed() {
        return doors.close(vertx).eventually(desk::close);
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

    /** Of DNS; -1 when it is not served. */
    public int dnsPort() {
        return doors.dnsPort();
    }

    /** Of the text protocol; -1 when it is not served. */
    public int textPort() {
        return doors.textPort();
    }
}
