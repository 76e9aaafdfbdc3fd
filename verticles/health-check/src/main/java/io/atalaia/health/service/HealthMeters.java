/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.service;

import io.atalaia.health.engine.Watch;
import io.atalaia.health.probe.Probes;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** What this node's health checks do, as figures. Read from any thread: each may be a moment old. */
public final class HealthMeters {
    private final MeterRegistry meters;
    private final List<Meter> all;

    public HealthMeters(MeterRegistry meters, Post post, Probes probes, Watch watch) {
        this.meters = meters;
        all = List.of(
                Gauge.builder("atalaia_health_failing", post, Post::failing)
                        .description("Instances that fail, of those that this node decides of")
                        .register(meters),
                Gauge.builder("atalaia_health_watched", watch, Watch::size)
                        .description("Instances that this node watches")
                        .register(meters),
                Gauge.builder("atalaia_health_probes_running", probes, Probes::running)
                        .description("Checks under way")
                        .register(meters),
                Gauge.builder("atalaia_health_doubting", post, one -> one.isDoubting() ? 1 : 0)
                        .description("1 while this node doubts itself, and what it finds failing does not count")
                        .register(meters),
                FunctionCounter.builder("atalaia_health_doubts", post, Post::doubts)
                        .description("How often this node began to doubt itself")
                        .register(meters),
                FunctionCounter.builder("atalaia_health_held_back", post, Post::holdings)
                        .description("Instances that were not condemned yet, because too many fell silent at once")
                        .register(meters));
    }

    /** Another start of this role has figures of its own. */
    public void close() {
        all.forEach(meters::remove);
    }
}
