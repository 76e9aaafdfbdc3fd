/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.lease.Lease;
import io.atalaia.platform.mongo.MongoClients;
import io.atalaia.platform.mongo.MongoLeases;
import io.vertx.core.Vertx;
import io.vertx.ext.mongo.MongoClient;
import java.time.Duration;

/**
 * A program that does a piece of work under a lease, once for each fence, and tells its output of it. Between taking the fence
 * and writing what came of the work it takes its time, so that it can be held there.
 */
public final class LeasedWorker {
    static final String WORK = "faults.work";
    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 100;
    private static final long WORK_MILLIS = 3_000;

    private final MongoClient mongo;
    private final Vertx vertx;
    private final Lease lease;
    private long newest;

    private LeasedWorker(Vertx vertx, String uri, String name) {
        this.vertx = vertx;
        mongo = MongoClients.open(vertx, uri, "atalaia");
        lease = new MongoLeases(vertx, mongo, Clock.system(), name).contend(WORK, LENGTH);
    }

    /** @param arguments the database's address, and a name */
    public static void main(String[] arguments) {
        var vertx = Vertx.vertx();
        var worker = new LeasedWorker(vertx, arguments[0], arguments[1]);
        vertx.setPeriodic(LOOK_MILLIS, tick -> worker.look());
    }

    private void look() {
        long fence = lease.fence().orElse(0);
        if (fence > newest) {
            newest = fence;
            System.out.println("took " + fence);
            vertx.setTimer(WORK_MILLIS, late -> write(fence));
        }
    }

    /** Does not ask again whether the lease is still held: whoever is held still just behind that question cannot either. */
    private void write(long fence) {
        Truth.work(mongo, WORK, fence)
                .onSuccess(done -> System.out.println((done ? "did " : "refused ") + fence))
                .onFailure(cause -> System.out.println("failed " + fence + " " + cause));
    }
}
