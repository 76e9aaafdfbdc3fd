/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.spool.SpoolConfig;
import io.atalaia.platform.uplink.BlockDoor;
import io.atalaia.platform.uplink.DurableRoad;
import io.atalaia.platform.uplink.RoadMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the samples of guests lie until storage has them, and their way there. Used on the gateway's event loop alone. */
public final class GuestFiles {
    private static final Logger LOG = LoggerFactory.getLogger(GuestFiles.class);
    private static final Duration LAST_FLUSH = Duration.ofSeconds(5);

    /** There is a block of each guest a minute. */
    private static final DurableRoad.Options ROAD = new DurableRoad.Options(Duration.ofSeconds(20), 32, 400);

    private final Vertx vertx;
    private final Path directory;
    private final SpoolConfig config;
    private final BlockDoor storage;
    private final Clock clock;
    private final MeterRegistry meters;
    /** Writes do not wait behind the reading of blocks. */
    private WorkerExecutor writer;

    private WorkerExecutor reader;
    private GuestStore store;
    private DurableRoad road;
    private Future<?> sealing = Future.succeededFuture();

    /** @param directory nobody else uses it */
    public GuestFiles(
            Vertx vertx, Path directory, SpoolConfig config, BlockDoor storage, Clock clock, MeterRegistry meters) {
        this.vertx = vertx;
        this.directory = directory;
        this.config = config;
        this.storage = storage;
        this.clock = clock;
        this.meters = meters;
    }

    Future<List<IdLog.Id>> open() {
        writer = vertx.createSharedWorkerExecutor("guests-write-" + directory, 1);
        reader = vertx.createSharedWorkerExecutor("guests-read-" + directory, 1);
        var roadMeters = new RoadMeters(meters, "atalaia_guests");
        return writer.executeBlocking(() -> GuestStore.open(directory, config, clock, roadMeters), false)
                .compose(opened -> {
                    store = opened;
                    roadMeters.show(store.spool(), clock);
                    road = new DurableRoad(vertx, store.spool(), reader, storage, clock, roadMeters, ROAD);
                    return road.start().map(started -> store.remembered());
                })
                .recover(cause -> Future.failedFuture(
                        cause instanceof IOException io
                                ? new UncheckedIOException("the samples of guests cannot be kept in " + directory, io)
                                : cause));
    }

    /** Succeeds when all of it is on disk. */
    Future<GuestStore.Stored> write(List<GuestStore.Row> rows) {
        return writer.executeBlocking(() -> store.write(rows), false).map(stored -> {
            road.offer(stored.sealed());
            return stored;
        });
    }

    /** Call it once a second. */
    void sealIfOver() {
        if (sealing.isComplete()) {
            long now = clock.millis();
            sealing = writer.executeBlocking(() -> store.spool().sealIfOver(now), false)
                    .onComplete(
                            road::offer, cause -> LOG.atError().setCause(cause).log("guests' blocks cannot be sealed"));
        }
    }

    Future<Void> close() {
        if (road == null) {
            return closeWorkers();
        }
        return writer.executeBlocking(() -> store.spool().seal(), false)
                .compose(ended -> {
                    road.offer(ended);
                    return road.flush(LAST_FLUSH);
                })
                .eventually(() -> {
                    road.close();
                    return writer.executeBlocking(
                            () -> {
                                store.close();
                                return null;
                            },
                            false);
                })
                .eventually(this::closeWorkers);
    }

    private Future<Void> closeWorkers() {
        Future<Void> closed = writer == null ? Future.succeededFuture() : writer.close();
        return closed.eventually(() -> reader == null ? Future.<Void>succeededFuture() : reader.close());
    }
}
