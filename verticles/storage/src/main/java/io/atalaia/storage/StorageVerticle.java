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
import io.atalaia.storage.mongo.EventDocuments;
import io.atalaia.storage.mongo.MetaDocuments;
import io.atalaia.storage.mongo.MongoDisk;
import io.atalaia.storage.mongo.MongoSampleStore;
import io.atalaia.storage.mongo.QuarantineDocuments;
import io.atalaia.storage.service.Disk;
import io.atalaia.storage.service.EventRetention;
import io.atalaia.storage.service.EventService;
import io.atalaia.storage.service.FolderDisk;
import io.atalaia.storage.service.Gate;
import io.atalaia.storage.service.HowLong;
import io.atalaia.storage.service.Intake;
import io.atalaia.storage.service.Introductions;
import io.atalaia.storage.service.Layout;
import io.atalaia.storage.service.Marks;
import io.atalaia.storage.service.Meters;
import io.atalaia.storage.service.Migrations;
import io.atalaia.storage.service.Outage;
import io.atalaia.storage.service.Packer;
import io.atalaia.storage.service.Quarantine;
import io.atalaia.storage.service.Queries;
import io.atalaia.storage.service.Retention;
import io.atalaia.storage.service.Room;
import io.atalaia.storage.service.Rounds;
import io.atalaia.storage.service.SampleStore;
import io.atalaia.storage.service.Schemas;
import io.atalaia.storage.service.Sizes;
import io.atalaia.storage.service.Workers;
import io.atalaia.storage.service.Written;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.mongo.MongoClient;
import java.nio.file.Path;
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
    private static final Duration LOOK_AT_DISK = Duration.ofSeconds(2);
    private static final long LONGEST_DRAIN_SECONDS = 10;

    private final StorageConfig config;
    private final Bus bus;
    private final Registry registry;
    private final Leases leases;
    private final MongoClient mongo;
    private final Path embeddedIn;
    private final Written written = new Written();
    private final SampleStore store;
    private final EventDocuments events;
    private final QuarantineDocuments putAside;
    private final MetaDocuments meta;
    private final Clock clock;
    private final MeterRegistry meterRegistry;
    private final Meters meters;
    private final Marks marks;
    private final String nodeId;
    private final Outage outage = new Outage();
    private final List<Bus.Served> served = new ArrayList<>();
    private final List<Rounds> rounds = new ArrayList<>();
    private final List<Lease> contended = new ArrayList<>();
    private Workers workers;
    private Room room;
    private Quarantine quarantine;
    private Layout layout;
    private Sizes sizes;
    private Intake intake;
    private Registry.Registration registration;

    /**
     * @param mongo stays open when this stops; who made it closes it
     * @param embeddedIn the folder in which the embedded database of this process keeps its files; null when the database is
     *     elsewhere
     */
    public StorageVerticle(
            StorageConfig config,
            Bus bus,
            Registry registry,
            Leases leases,
            MongoClient mongo,
            Path embeddedIn,
            Clock clock,
            MeterRegistry meters,
            String nodeId) {
        this.config = config;
        this.bus = bus;
        this.registry = registry;
        this.leases = leases;
        this.mongo = mongo;
        this.embeddedIn = embeddedIn;
        this.store = new MongoSampleStore(mongo, written);
        this.events = new EventDocuments(mongo);
        this.putAside = new QuarantineDocuments(mongo);
        this.meta = new MetaDocuments(mongo);
        this.clock = clock;
        this.meterRegistry = meters;
        this.meters = new Meters(meters);
        this.marks = new Marks(meta, clock);
        this.nodeId = nodeId;
    }

    /** Registering comes last: nobody may find us half open. */
    @Override
    public Future<?> start() {
        workers = Workers.named(vertx, "atalaia-storage", THREADS);
        var schemas = new Schemas(store);
        room = new Room(disk(), config.minFree().bytes(), meterRegistry);
        var kept = config.retention();
        quarantine = new Quarantine(putAside, events, marks, clock, meters, kept.raw());
        var gate = new Gate(room, quarantine, events, marks, clock);
        intake = new Intake(vertx, store, schemas, workers, clock, meters, kept.raw(), gate);
        layout = new Layout(vertx, meta, Migrations.all(), contend("storage.layout"));
        sizes = new Sizes(
                meta,
                store,
                written,
                room,
                clock,
                layout.version(),
                config.retention().tiers());
        return outage.guarded(this::prepare)
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

    private Disk disk() {
        return embeddedIn == null ? new MongoDisk(mongo) : new FolderDisk(workers, embeddedIn);
    }

    /** The data come before the indexes: a migration may have to change what an index is to refuse. */
    private Future<Void> prepare() {
        return layout.ready()
                .compose(ready -> store.prepare())
                .compose(done -> events.prepare())
                .compose(done -> putAside.prepare())
                .compose(done -> Future.all(marks.refresh(), room.look()).mapEmpty());
    }

    @Override
    public Future<?> stop() {
        return registration == null ? close() : registration.withdraw().eventually(this::close);
    }

    private Future<Void> serveAll(Schemas schemas) {
        var introductions = new Introductions(store, schemas, intake, marks, clock);
        var happened = new EventService(
                events, store, marks, written, clock, config.retention().events());
        var queries = new Queries(store, schemas, intake, workers, clock, meters);
        return serve(StorageApi.INTRODUCE, introductions::introduce)
                .compose(done -> serve(StorageApi.STORE, intake::store))
                .compose(done -> serve(StorageApi.QUERY, query -> queries.answer(query)
                        .compose(answer -> happened.named(query.machine(), answer))))
                .compose(done -> serveTheRest(happened))
                .compose(done -> serve(StorageApi.MACHINES, introductions::machines))
                .compose(done -> serve(StorageApi.SERIES, introductions::series))
                .compose(done -> serve(HealthApi.ping(ROLE, nodeId), this::pong));
    }

    private Future<Void> serveTheRest(EventService happened) {
        return serve(StorageApi.NOTE, happened::note)
                .compose(done -> serve(StorageApi.EVENTS, happened::answer))
                .compose(done -> serve(StorageApi.QUARANTINE, quarantine::answer))
                .compose(done -> serve(StorageApi.STORED, sizes::answer));
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
                .map(answered -> room.refusing() ? new Pong(false, room.sentence()) : Pong.ABLE)
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
        var old = new EventRetention(
                events,
                store,
                clock,
                contend("storage.events"),
                config.retention().events());
        rounds.add(Rounds.every(vertx, config.packEvery(), "events", () -> outage.guarded(old::round)));
        rounds.add(Rounds.every(vertx, config.packEvery(), "quarantine", () -> outage.guarded(quarantine::round)));
        rounds.add(Rounds.every(vertx, config.packEvery(), "sizes", () -> outage.guarded(sizes::save)));
        rounds.add(Rounds.every(vertx, PROGRESS, "marks", () -> outage.guarded(marks::refresh)));
        rounds.add(Rounds.every(vertx, LOOK_AT_DISK, "disk", () -> outage.guarded(room::look)));
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
                .transform(saved -> sizes.save())
                .transform(saved -> workers.close());
    }
}
