/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage;

import io.atalaia.contracts.Route;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.Ping;
import io.atalaia.contracts.health.HealthApi.Pong;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.lease.Lease;
import io.atalaia.platform.lease.Leases;
import io.atalaia.platform.registry.Registry;
import io.atalaia.storage.mongo.MongoSampleStore;
import io.atalaia.storage.service.HowLong;
import io.atalaia.storage.service.Intake;
import io.atalaia.storage.service.Introductions;
import io.atalaia.storage.service.Meters;
import io.atalaia.storage.service.Outage;
import io.atalaia.storage.service.Packer;
import io.atalaia.storage.service.Queries;
import io.atalaia.storage.service.Retention;
import io.atalaia.storage.service.Rounds;
import io.atalaia.storage.service.SampleStore;
import io.atalaia.storage.service.Schemas;
import io.atalaia.storage.service.Workers;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.mongo.MongoClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Keeps blocks, packs and forgets them, and answers questions about the past. */
public final class StorageVerticle extends VerticleBase {
    private static final String ROLE = "storage";
    private static final int THREADS = 2;
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration PROGRESS = Duration.ofSeconds(5);
    private static final long LONGEST_DRAIN_SECONDS = 10;

    private final StorageConfig config;
    private final Bus bus;
    private final Registry registry;
    private final Leases leases;
    private final SampleStore store;
    private final Clock clock;
    private final Meters meters;
    private final String nodeId;
    private final Outage outage = new Outage();
    private final List<Bus.Served> served = new ArrayList<>();
    private final List<Rounds> rounds = new ArrayList<>();
    private final List<Lease> contended = new ArrayList<>();
    private Workers workers;
    private Intake intake;
    private Registry.Registration registration;

    /** @param mongo stays open when this stops; who made it closes it */
    public StorageVerticle(
            StorageConfig config,
            Bus bus,
            Registry registry,
            Leases leases,
            MongoClient mongo,
            Clock clock,
            MeterRegistry meters,
            String nodeId) {
        this.config = config;
        this.bus = bus;
        this.registry = registry;
        this.leases = leases;
        this.store = new MongoSampleStore(mongo);
        this.clock = clock;
        this.meters = new Meters(meters);
        this.nodeId = nodeId;
    }

    /** Registering comes last: nobody may find us half open. */
    @Override
    public Future<?> start() {
        workers = Workers.named(vertx, "atalaia-storage", THREADS);
        var schemas = new Schemas(store);
        intake = new Intake(
                vertx,
                store,
                schemas,
                workers,
                clock,
                meters,
                config.retention().raw());
        return outage.guarded(store::prepare)
                .compose(done -> serveAll(schemas))
                .compose(done -> registry.publish(
                        new Registry.Offer(ROLE, HealthApi.ping(ROLE, nodeId).address())))
                .map(published -> {
                    registration = published;
                    startRounds(schemas);
                    return published;
                })
                .recover(cause -> close().transform(closed -> Future.failedFuture(cause)));
    }

    @Override
    public Future<?> stop() {
        return registration == null ? close() : registration.withdraw().eventually(this::close);
    }

    private Future<Void> serveAll(Schemas schemas) {
        var introductions = new Introductions(store, schemas, intake, clock);
        var queries = new Queries(store, schemas, intake, workers, clock, meters);
        return serve(StorageApi.INTRODUCE, introductions::introduce)
                .compose(done -> serve(StorageApi.STORE, intake::store))
                .compose(done -> serve(StorageApi.QUERY, queries::answer))
                .compose(done -> serve(StorageApi.MACHINES, introductions::machines))
                .compose(done -> serve(StorageApi.SERIES, introductions::series))
                .compose(done -> serve(HealthApi.ping(ROLE, nodeId), this::pong));
    }

    private <Q extends Record, A extends Record> Future<Void> serve(Route<Q, A> route, Function<Q, Future<A>> service) {
        return bus.serve(route, question -> outage.guarded(() -> service.apply(question)))
                .map(serving -> {
                    served.add(serving);
                    return null;
                });
    }

    private Future<Pong> pong(Ping ping) {
        return store.ping()
                .map(Pong.ABLE)
                .timeout(1, TimeUnit.SECONDS)
                .otherwise(new Pong(false, "the database does not answer"));
    }

    private void startRounds(Schemas schemas) {
        var packing = contend("storage.pack");
        var forgetting = contend("storage.retention");
        var packer = new Packer(store, schemas, workers, clock, meters, packing);
        var retention = new Retention(store, clock, forgetting, howLong());
        rounds.add(Rounds.every(vertx, config.packEvery(), "packing", () -> outage.guarded(packer::round)));
        rounds.add(Rounds.every(vertx, config.packEvery(), "retention", () -> outage.guarded(retention::round)));
        rounds.add(Rounds.every(vertx, PROGRESS, "progress", () -> outage.guarded(intake::saveProgress)));
    }

    private HowLong howLong() {
        var kept = config.retention();
        return new HowLong(kept.raw(), kept.minute(), kept.fiveMinutes(), kept.hour(), kept.processes());
    }

    private Lease contend(String name) {
        Lease lease = leases.contend(name, LEASE);
        contended.add(lease);
        return lease;
    }

    /**
     * No new questions; the leases go, so that a round ends with the hour it is at; then what waits is written. Safe to call
     * in any state of the start.
     */
    private Future<Void> close() {
        return Future.join(served.stream().map(Bus.Served::end).toList())
                .transform(ended ->
                        Future.join(contended.stream().map(Lease::release).toList()))
                .transform(released ->
                        Future.join(rounds.stream().map(Rounds::stop).toList()))
                .transform(stopped -> intake.drained().timeout(LONGEST_DRAIN_SECONDS, TimeUnit.SECONDS))
                .transform(drained -> intake.saveProgress())
                .transform(saved -> workers.close());
    }
}
