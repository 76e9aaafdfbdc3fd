/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.engine.MapCollector;
import io.atalaia.agent.read.Platform;
import io.atalaia.contracts.series.Series;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is read every five seconds, or more rarely, and not by the sampling thread, since it may wait for a device: volumes and sensors.
 * Between two looks the values repeat. Event loop only.
 */
public final class SlowWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SlowWatch.class);
    /** Unless the agent is throttled. */
    public static final long EVERY_MILLIS = 5_000;

    private static final long LIMIT_MILLIS = 3_000;
    private static final long FIRST_LIMIT_MILLIS = 700;

    private final Vertx vertx;
    private final Platform platform;
    private final Workers workers;
    private final VolumeWatch volumes;
    private volatile Map<Series, Double> temperatures = Map.of();
    private boolean sensing;
    private boolean sensorsFail;
    private long timer = -1;

    public SlowWatch(Vertx vertx, Platform platform, Workers workers) {
        this.vertx = vertx;
        this.platform = platform;
        this.workers = workers;
        volumes = new VolumeWatch(platform, workers, LIMIT_MILLIS);
    }

    public List<Collector> collectors() {
        return List.of(
                new MapCollector("volumes", volumes::newest), new MapCollector("temperatures", () -> temperatures));
    }

    /** Completes after the first look, but waits for it no longer than a new machine may stay unseen. */
    public Future<Void> start() {
        timer = vertx.setPeriodic(EVERY_MILLIS, fired -> look());
        return look().timeout(FIRST_LIMIT_MILLIS, TimeUnit.MILLISECONDS).otherwiseEmpty();
    }

    /** From now on looks so often. */
    public void every(long millis) {
        vertx.cancelTimer(timer);
        timer = vertx.setPeriodic(millis, fired -> look());
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }

    @CanIgnoreReturnValue
    private Future<Void> look() {
        return Future.join(volumes.look(), sensors()).mapEmpty();
    }

    private Future<Void> sensors() {
        if (sensing) {
            return Future.succeededFuture();
        }
        sensing = true;
        return workers.slow()
                .executeBlocking(platform::temperatures, false)
                .andThen((read, cause) -> sensing = false)
                .timeout(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                .map(this::warm)
                .otherwise(this::cold);
    }

    private Void warm(Map<Series, Double> read) {
        temperatures = read;
        sensorsFail = false;
        return null;
    }

    private Void cold(Throwable cause) {
        temperatures = Map.of();
        if (!sensorsFail) {
            sensorsFail = true;
            LOG.atWarn().addKeyValue("cause", cause.toString()).log("sensors cannot be read");
        }
        return null;
    }
}
