/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.engine.MapCollector;
import io.atalaia.agent.read.Platform;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What is read by and by and not by the sampling thread, since it may wait for a device or changes seldom: volumes every five
 * seconds, the platform's slow families each at its own pace. Between two looks the values repeat. Event loop only.
 */
public final class SlowWatch {
    private static final int EVERY_SECONDS = 5;
    private static final long LIMIT_MILLIS = 3_000;
    private static final long FIRST_LIMIT_MILLIS = 700;

    private final Vertx vertx;
    private final VolumeWatch volumes;
    private final List<SourceWatch> sources;
    private long seconds;
    private long timer = -1;

    public SlowWatch(Vertx vertx, Platform platform, Workers workers) {
        this.vertx = vertx;
        volumes = new VolumeWatch(platform, workers, LIMIT_MILLIS);
        sources = platform.slow().stream()
                .map(source -> new SourceWatch(source, workers.slow(), LIMIT_MILLIS))
                .toList();
    }

    public List<Collector> collectors() {
        List<Collector> collectors = new ArrayList<>();
        collectors.add(new MapCollector("volumes", volumes::newest));
        sources.forEach(source -> collectors.add(source.collector()));
        return collectors;
    }

    /** Completes after the first look, but waits for it no longer than a new machine may stay unseen. */
    public Future<Void> start() {
        timer = vertx.setPeriodic(TimeUnit.SECONDS.toMillis(EVERY_SECONDS), fired -> look());
        return look().timeout(FIRST_LIMIT_MILLIS, TimeUnit.MILLISECONDS).otherwiseEmpty();
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }

    @CanIgnoreReturnValue
    private Future<Void> look() {
        List<Future<Void>> looks = new ArrayList<>();
        looks.add(volumes.look());
        sources.forEach(source -> looks.add(source.look(seconds)));
        seconds += EVERY_SECONDS;
        return Future.join(looks).mapEmpty();
    }
}
