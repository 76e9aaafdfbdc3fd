/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.uplink;

import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.spool.Spool;
import io.atalaia.platform.spool.SpoolWatch;
import io.atalaia.platform.spool.Stats;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is counted and told of a spool and its way to storage. A sample counts once, however many series it has. */
public final class RoadMeters implements SpoolWatch {
    private static final Logger LOG = LoggerFactory.getLogger(RoadMeters.class);

    private final MeterRegistry registry;
    private final String prefix;
    private final Counter sent;
    private final Counter acked;

    /** @param prefix of the meters' names, for instance {@code atalaia_agent} */
    public RoadMeters(MeterRegistry registry, String prefix) {
        this.registry = registry;
        this.prefix = prefix;
        sent = counter("sent", "Samples sent to storage, again if need be.");
        acked = counter("acked", "Samples that storage has acknowledged.");
    }

    private Counter counter(String what, String description) {
        return Counter.builder(prefix + "_samples_" + what)
                .description(description)
                .register(registry);
    }

    /** Shows what lies in the spool from now on. */
    public void show(Spool spool, Clock clock) {
        gauge("spool_bytes", "The size of the spool's files.", spool, Stats::bytes);
        gauge("spool_blocks", "Sealed blocks that storage has not acknowledged.", spool, Stats::blocks);
        gauge("spool_samples", "Samples in those blocks.", spool, Stats::samples);
        gauge("spool_memory_bytes", "Sealed blocks that the disk did not take.", spool, Stats::memoryBytes);
        gauge(
                "spool_oldest_seconds",
                "The age of the oldest block.",
                spool,
                stats -> stats.oldestSeconds(clock.nanos()));
        gauge("spool_disk_failing", "Whether the disk takes nothing.", spool, stats -> stats.diskFails() ? 1 : 0);
    }

    private void gauge(String name, String description, Spool spool, ToDoubleFunction<Stats> of) {
        // Of a spool that was shown before and is closed now.
        var before = registry.find(prefix + "_" + name).gauge();
        if (before != null) {
            registry.remove(before);
        }
        Gauge.builder(prefix + "_" + name, spool, shown -> of.applyAsDouble(shown.stats()))
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    void sent(int samples) {
        sent.increment(samples);
    }

    void acked(int samples) {
        acked.increment(samples);
    }

    @Override
    public void dropped(int samples, String reason) {
        Counter.builder(prefix + "_samples_dropped")
                .description("Samples given up before storage had them.")
                .tag("reason", reason)
                .register(registry)
                .increment(samples);
    }

    @Override
    public void diskFailed(IOException cause) {
        LOG.atWarn()
                .addKeyValue("cause", cause.toString())
                .log("the spool's disk takes nothing: samples wait in memory only");
    }

    @Override
    public void diskWorks() {
        LOG.atInfo().log("the spool's disk takes samples again");
    }

    @Override
    public void damaged(String file, String what) {
        LOG.atWarn().addKeyValue("file", file).addKeyValue("damage", what).log("a file of the spool is damaged");
    }
}
