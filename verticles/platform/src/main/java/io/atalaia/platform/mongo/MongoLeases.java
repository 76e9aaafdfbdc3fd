/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.lease.Lease;
import io.atalaia.platform.lease.Leases;
import io.vertx.core.Vertx;
import io.vertx.ext.mongo.MongoClient;
import java.time.Duration;
import java.util.UUID;

/** Leases as documents of the collection {@code leases}. */
public final class MongoLeases implements Leases {
    private static final Duration LEAST = Duration.ofMillis(300);

    private final Vertx vertx;
    private final LeaseStore store;
    private final Clock clock;
    private final String nodeId;

    public MongoLeases(Vertx vertx, MongoClient mongo, Clock clock, String nodeId) {
        this.vertx = vertx;
        this.store = new LeaseStore(mongo);
        this.clock = clock;
        this.nodeId = nodeId;
    }

    @Override
    public Lease contend(String name, Duration length) {
        return claim(name, length);
    }

    MongoLease claim(String name, Duration length) {
        if (length.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("a lease of " + length.toMillis() + " ms is too short to be renewed");
        }
        String owner = nodeId + "/" + UUID.randomUUID();
        return new MongoLease(vertx, store, clock, new LeaseDocument(name, owner, length, 0, 0)).contending();
    }
}
