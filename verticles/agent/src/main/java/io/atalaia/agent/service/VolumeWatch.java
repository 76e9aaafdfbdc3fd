/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.agent.parse.MountFile.Volume;
import io.atalaia.agent.read.Platform;
import io.atalaia.agent.read.VolumeFigures;
import io.atalaia.contracts.series.Series;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures volumes aside from sampling, since a network file system whose server is gone holds a thread for as long as it
 * likes. A volume that does not answer within the limit has no values, and is not asked again before it has answered.
 * Event loop only, but for {@link #newest}.
 */
public final class VolumeWatch {
    private static final Logger LOG = LoggerFactory.getLogger(VolumeWatch.class);

    private final Platform platform;
    private final Workers workers;
    private final long limitMillis;
    private final Map<Volume, VolumeFigures> figures = new HashMap<>();
    private final Set<Volume> busy = new HashSet<>();
    private final Set<Volume> silent = new HashSet<>();
    private boolean listing;
    private volatile Map<Series, Double> newest = Map.of();

    public VolumeWatch(Platform platform, Workers workers, long limitMillis) {
        this.platform = platform;
        this.workers = workers;
        this.limitMillis = limitMillis;
    }

    /** What is known of all volumes that are mounted; any thread. */
    public Map<Series, Double> newest() {
        return newest;
    }

    /** Looks at every volume once; takes no longer than the limit for each step, and never fails. */
    public Future<Void> look() {
        if (listing) {
            return Future.succeededFuture();
        }
        listing = true;
        return workers.slow()
                .executeBlocking(platform::volumes, false)
                .andThen((listed, cause) -> listing = false)
                .timeout(limitMillis, TimeUnit.MILLISECONDS)
                .compose(this::measureAll)
                .otherwise(this::unlisted);
    }

    private Void unlisted(Throwable cause) {
        newest = Map.of();
        LOG.atDebug().addKeyValue("cause", cause.getMessage()).log("volumes cannot be listed");
        return null;
    }

    private Future<Void> measureAll(List<Volume> mounted) {
        figures.keySet().retainAll(mounted);
        silent.retainAll(mounted);
        var measured = mounted.stream()
                .filter(volume -> !busy.contains(volume))
                .map(this::measure)
                .toList();
        return Future.join(measured).otherwiseEmpty().map(all -> {
            newest = VolumeFigures.series(mounted, figures);
            return null;
        });
    }

    private Future<Void> measure(Volume volume) {
        busy.add(volume);
        var worker = volume.isLocal() ? workers.slow() : workers.remote();
        Future<VolumeFigures> measuring = worker.executeBlocking(() -> platform.measure(volume), false)
                .andThen((got, cause) -> busy.remove(volume));
        return measuring
                .timeout(limitMillis, TimeUnit.MILLISECONDS)
                .map(got -> {
                    figures.put(volume, got);
                    silent.remove(volume);
                    return (Void) null;
                })
                .otherwise(cause -> absent(volume, cause));
    }

    private Void absent(Volume volume, Throwable cause) {
        figures.remove(volume);
        if (silent.add(volume)) {
            LOG.atWarn()
                    .addKeyValue("volume", volume.mountPoint())
                    .addKeyValue("cause", cause.getMessage())
                    .log("volume does not answer");
        }
        return null;
    }
}
