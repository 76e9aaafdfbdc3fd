/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.engine.MapCollector;
import io.atalaia.agent.engine.SlowSource;
import io.atalaia.contracts.series.Series;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One slow family: reads it at its pace and keeps what was read last. Event loop only, but for the collector. */
final class SourceWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SourceWatch.class);

    private final SlowSource source;
    private final WorkerExecutor worker;
    private final long limitMillis;
    private volatile Map<Series, Double> newest = Map.of();
    private boolean busy;
    private boolean failing;

    SourceWatch(SlowSource source, WorkerExecutor worker, long limitMillis) {
        this.source = source;
        this.worker = worker;
        this.limitMillis = limitMillis;
    }

    Collector collector() {
        return new MapCollector(source.family(), () -> newest);
    }

    /** Reads if its time has come and the reading before is over; never fails. */
    Future<Void> look(long secondsSinceStart) {
        if (busy || secondsSinceStart % source.everySeconds() != 0) {
            return Future.succeededFuture();
        }
        busy = true;
        return worker.executeBlocking(source.source()::read, false)
                .andThen((read, cause) -> busy = false)
                .timeout(limitMillis, TimeUnit.MILLISECONDS)
                .map(this::works)
                .otherwise(this::fails);
    }

    private Void works(Map<Series, Double> read) {
        newest = read;
        failing = false;
        return null;
    }

    private Void fails(Throwable cause) {
        newest = Map.of();
        if (!failing) {
            failing = true;
            LOG.atWarn()
                    .addKeyValue("family", source.family())
                    .addKeyValue("cause", cause.toString())
                    .log("cannot be read");
        }
        return null;
    }
}
