/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.service;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.catalog.ServiceStore;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.lease.Lease;
import io.atalaia.platform.lease.Leases;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves what may be asked of registered services on the bus, and sees to their leases. Used on one event loop alone. */
public final class ServiceDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceDesk.class);
    private static final String LEASE = "registrations";
    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 1_000;

    private final Vertx vertx;
    private final Bus bus;
    private final Registrations registrations;
    private final Renewals renewals;
    private final Lease lease;
    private final Endings endings;
    private Future<Void> looking = Future.succeededFuture();
    private long timer = -1;

    public ServiceDesk(
            Vertx vertx,
            Bus bus,
            Registrations registrations,
            ServiceStore store,
            Catalog catalog,
            Leases leases,
            Clock clock) {
        this.vertx = vertx;
        this.bus = bus;
        this.registrations = registrations;
        renewals = new Renewals(vertx, store);
        lease = leases.contend(LEASE, LENGTH);
        endings = new Endings(store, catalog, bus, clock, lease);
    }

    public Future<Void> open() {
        return bus.serve(DiscoveryApi.REGISTER, registrations::register)
                .compose(served -> bus.serve(DiscoveryApi.REMOVE, registrations::remove))
                .compose(served -> bus.serve(DiscoveryApi.MAINTAIN, registrations::maintain))
                .compose(served -> bus.serve(DiscoveryApi.RENEW, renewals::renew))
                .compose(served -> bus.serve(DiscoveryApi.SERVICES, registrations::services))
                .map(served -> {
                    timer = vertx.setPeriodic(LOOK_MILLIS, tick -> lookUnlessBusy());
                    return null;
                });
    }

    @CanIgnoreReturnValue
    private Future<Void> lookUnlessBusy() {
        if (looking.isComplete()) {
            looking = endings.look()
                    .onFailure(cause -> LOG.atDebug()
                            .addKeyValue("cause", cause.getMessage())
                            .log("leases of registrations could not be looked at"))
                    .otherwiseEmpty();
        }
        return looking;
    }

    /** Another node may take over at once. */
    public Future<Void> close() {
        vertx.cancelTimer(timer);
        return looking.eventually(lease::release);
    }
}
