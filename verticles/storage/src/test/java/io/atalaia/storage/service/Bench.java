/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.lease.Lease;
import io.atalaia.storage.Fixture;
import io.atalaia.storage.mongo.EventDocuments;
import io.atalaia.storage.mongo.MetaDocuments;
import io.atalaia.storage.mongo.MongoSampleStore;
import io.atalaia.storage.mongo.QuarantineDocuments;
import io.atalaia.tests.support.EmbeddedMongo;
import io.atalaia.tests.support.FakeTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The services of storage on a real embedded server, with a clock that tests turn and a lease that is held. */
final class Bench implements AutoCloseable {
    final FakeTime time = new FakeTime(Instant.ofEpochMilli(Fixture.TEN));
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final SampleStore store;
    final MongoClient mongo;
    final Retention retention;
    long fence = 1;
    private final EmbeddedMongo server;
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Workers workers = Workers.named(vertx, "bench", 2);
    final Introductions introductions;
    final EventDocuments events;
    final MetaDocuments meta;
    final Marks marks;
    final Room room;
    final Quarantine quarantine;
    final EventService happened;
    final EventRetention oldEvents;
    final Written written = new Written();
    /** What the disk has. */
    Disk.Space space = new Disk.Space(0, 2_000);

    private final Intake intake;
    private final Packer packer;
    private final Queries queries;
    final RecentFleet recent;
    final Tops tops;
    final PastProcesses processes;

    Bench() {
        this(EmbeddedMongo.inMemory(), UnaryOperator.identity());
    }

    /** @param between stands between the services and the store */
    Bench(EmbeddedMongo server, UnaryOperator<SampleStore> between) {
        this.server = server;
        var config = new JsonObject().put("connection_string", server.uri()).put("db_name", "atalaia");
        mongo = MongoClient.create(vertx, config);
        store = between.apply(new MongoSampleStore(mongo, written));
        var clock = new Clock(time, time);
        var meters = new Meters(metrics);
        var schemas = new Schemas(store);
        events = new EventDocuments(mongo);
        meta = new MetaDocuments(mongo);
        marks = new Marks(meta, clock);
        room = new Room(() -> Future.succeededFuture(space), 1_000, metrics);
        var putAside = new QuarantineDocuments(mongo);
        quarantine = new Quarantine(putAside, events, marks, clock, meters, Duration.ofHours(48));
        var gate = new Gate(room, quarantine, events, marks, clock);
        intake = new Intake(vertx, store, schemas, workers, clock, meters, Duration.ofHours(48), gate);
        introductions = new Introductions(store, schemas, intake, marks, clock);
        happened = new EventService(events, store, marks, written, clock, Duration.ofDays(395));
        oldEvents = new EventRetention(events, store, clock, lease(), Duration.ofDays(395));
        packer = new Packer(store, schemas, workers, clock, meters, lease());
        queries = new Queries(store, schemas, intake, workers, clock, meters);
        recent = new RecentFleet(store, schemas, workers);
        tops = new Tops(store, workers, recent, clock);
        processes = new PastProcesses(store, workers, meters);
        retention = new Retention(
                store,
                clock,
                lease(),
                new HowLong(
                        Duration.ofHours(48),
                        Duration.ofDays(30),
                        Duration.ofDays(180),
                        Duration.ofDays(395),
                        Duration.ofDays(7)));
        done(store::prepare);
        done(events::prepare);
        done(putAside::prepare);
    }

    private Lease lease() {
        return new Lease() {
            @Override
            public OptionalLong fence() {
                return fence > 0 ? OptionalLong.of(fence) : OptionalLong.empty();
            }

            @Override
            public Future<Void> release() {
                return Future.succeededFuture();
            }
        };
    }

    void introduce() {
        done(() -> introductions.introduce(new Introduction(Fixture.facts(), Fixture.SCHEMA)));
    }

    void store(List<Block> blocks) {
        done(() -> storing(blocks));
    }

    /** On the event loop, while something else goes on. */
    Future<?> storing(List<Block> blocks) {
        return Future.join(blocks.stream().map(intake::store).toList());
    }

    void pack() {
        done(packer::round);
    }

    Answer ask(String metric, long from, long to, int points, As as) {
        return ask(new Query(Fixture.MACHINE, List.of(metric), Map.of(), from, to, points, as));
    }

    Answer ask(Query query) {
        return done(() -> queries.answer(query).compose(answer -> happened.named(query.machine(), answer)));
    }

    /** The services belong to one event loop. */
    @CanIgnoreReturnValue
    <T> T done(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(go -> {
            try {
                work.get().onComplete(promise);
            } catch (RuntimeException e) {
                promise.fail(e);
            }
        });
        return Fixture.done(promise.future());
    }

    @Override
    public void close() {
        done(workers::close);
        done(mongo::close);
        Fixture.done(vertx.close());
        server.close();
    }
}
