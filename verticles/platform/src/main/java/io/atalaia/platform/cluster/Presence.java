/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import io.atalaia.contracts.health.JudgementApi;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.catalog.CatalogCopy;
import io.atalaia.platform.catalog.Traffic;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.lease.YieldingLeases;
import io.atalaia.platform.mongo.MongoRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** This node as a part of its cluster: it watches the others, answers them, and follows what it finds. */
public final class Presence {
    /** Timers of as many event loops tell how late this process is. */
    private static final int LOOPS = 2;

    private static final long TIDY_MILLIS = 60_000;

    private final Vertx vertx;
    private final Bus bus;
    private final Members members;
    private final ClusterStore store;
    private final Clock clock;
    private final int expected;
    private LoopLag lag;
    private ClusterWatch watch;
    private NodeDesk desk;
    private Cluster.Watching following;
    private Traffic traffic;
    private long tidying;

    /** @param expected how many nodes there should be; 0 means the most ever seen */
    public Presence(Vertx vertx, Bus bus, Members members, ClusterStore store, Clock clock, int expected) {
        this.vertx = vertx;
        this.bus = bus;
        this.members = members;
        this.store = store;
        this.clock = clock;
        this.expected = expected;
    }

    /** The cluster as this node sees it; once opened. */
    public Cluster cluster() {
        return watch;
    }

    /** How late this process's timers are; once opened. */
    public LoopLag lag() {
        return lag;
    }

    /**
     * Watches from now on. What follows: the addresses of nodes and whether to doubt go to the catalog, leases are given up while
     * this node is degraded, silent nodes are asked nothing that others can answer, and after a reunion everything is announced
     * and read anew.
     */
    public Future<Void> open(
            MongoRegistry registry,
            CatalogCopy catalog,
            YieldingLeases leases,
            Duties duties,
            String version,
            MeterRegistry meters) {
        long since = clock.millis();
        return LoopLag.watch(vertx, clock, LOOPS).compose(measured -> {
            lag = measured;
            lag.measureIn(meters);
            var account = new Account(version, since, duties, catalog, lag, bus.breakers());
            watch = new ClusterWatch(vertx, bus, members, store, registry::leased, account, clock, expected);
            watch.measureIn(meters);
            follow(registry, catalog, leases);
            desk = new NodeDesk(bus, watch, account);
            return desk.open().compose(serving -> watch.open());
        });
    }

    private void follow(MongoRegistry registry, CatalogCopy catalog, YieldingLeases leases) {
        following = watch.watch(view -> {
            catalog.nodes(view.addresses());
            catalog.doubt(view.degraded());
            leases.yielding(view.degraded());
            members.passOver(view.silent());
        });
        traffic = new Traffic(vertx, bus, members.self().id());
        bus.breakers().observed(this::observe);
        tidying = vertx.setPeriodic(TIDY_MILLIS, tick -> bus.breakers().tidy());
        watch.onReunion(registry::announceAgain);
        watch.onReunion(catalog::readAnew);
    }

    /** What roles are asked by this node counts for their health as checks do. */
    private void observe(String instance, Throwable cause) {
        String key = JudgementApi.roleKey(instance.replace("@", ".ping@"));
        if (cause instanceof Fault fault && fault.code() == Fault.TIMEOUT) {
            traffic.timedOut(key);
        } else {
            traffic.answered(key);
        }
    }

    /** Safe to call also when it was never opened whole. */
    public Future<?> close() {
        if (lag == null) {
            return Future.succeededFuture();
        }
        following.end();
        vertx.cancelTimer(tidying);
        traffic.close();
        return watch.close().eventually(desk::close).eventually(lag::close);
    }
}
