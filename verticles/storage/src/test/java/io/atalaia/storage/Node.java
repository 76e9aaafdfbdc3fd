/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.Route;
import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.contracts.wire.WireTypes;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.WireCodec;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.config.ByteSize;
import io.atalaia.platform.lease.Lease;
import io.atalaia.platform.lease.Leases;
import io.atalaia.platform.registry.Registry;
import io.atalaia.tests.support.FakeTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** A node with the role storage alone, on a real bus. */
final class Node implements AutoCloseable, Registry, Leases {
    final FakeTime time = new FakeTime(Instant.ofEpochMilli(Fixture.TEN));
    final List<Offer> offers = new CopyOnWriteArrayList<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    /** Where the database keeps its files, as far as storage is told. */
    Path databaseIn;

    ByteSize minFree = new ByteSize(0);
    private final Vertx vertx = Vertx.vertx();
    private final MongoClient mongo;
    private final Bus bus = Bus.on(vertx, new WireCodec(WireTypes.all()));
    private String deployment;

    Node(String uri) {
        var config = new JsonObject()
                .put("connection_string", uri + "/?serverSelectionTimeoutMS=1000&connectTimeoutMS=1000")
                .put("db_name", "atalaia");
        mongo = MongoClient.create(vertx, config);
    }

    @CanIgnoreReturnValue
    Node start() {
        var config = new StorageConfig(
                new StorageConfig.Mongo("", "atalaia"),
                Duration.ofSeconds(1),
                minFree,
                new StorageConfig.Retention(
                        Duration.ofHours(48),
                        Duration.ofDays(30),
                        Duration.ofDays(180),
                        Duration.ofDays(395),
                        Duration.ofDays(7),
                        Duration.ofDays(395)));
        var clock = new Clock(time, System::nanoTime);
        deployment = Fixture.done(vertx.deployVerticle(
                new StorageVerticle(config, bus, this, this, mongo, databaseIn, clock, meters, "node-1")));
        return this;
    }

    <Q extends Record, A extends Record> A ask(Route<Q, A> route, Q question) {
        return Fixture.done(bus.ask(route, question, Duration.ofSeconds(30)));
    }

    void stop() {
        Fixture.done(vertx.undeploy(deployment));
    }

    @Override
    public Future<Registration> publish(Offer offer) {
        offers.add(offer);
        return Future.succeededFuture(() -> {
            offers.remove(offer);
            return Future.succeededFuture();
        });
    }

    @Override
    public Future<List<Instance>> instances() {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Lease contend(String name, Duration length) {
        return new Lease() {
            @Override
            public OptionalLong fence() {
                return OptionalLong.of(1);
            }

            @Override
            public Future<Void> release() {
                return Future.succeededFuture();
            }
        };
    }

    @Override
    public void close() {
        Fixture.done(mongo.close());
        Fixture.done(vertx.close());
    }
}
