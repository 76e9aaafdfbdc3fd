/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What the agent says of itself. A sample counts once, however many series it has. */
public final class AgentMeters {
    private final MeterRegistry registry;
    private final Counter collected;
    private final Counter sent;
    private final Counter acked;
    private final Timer collect;

    public AgentMeters(MeterRegistry registry) {
        this.registry = registry;
        collected = counter("collected", "Samples taken.");
        sent = counter("sent", "Samples sent to storage, again if need be.");
        acked = counter("acked", "Samples that storage has acknowledged.");
        collect = Timer.builder("atalaia_agent_collect_duration")
                .description("The time that taking a sample took.")
                .register(registry);
    }

    private Counter counter(String what, String description) {
        return Counter.builder("atalaia_agent_samples_" + what)
                .description(description)
                .register(registry);
    }

    void collected(long nanos) {
        collected.increment();
        collect.record(nanos, TimeUnit.NANOSECONDS);
    }

    void sent(int samples) {
        sent.increment(samples);
    }

    void acked(int samples) {
        acked.increment(samples);
    }

    void dropped(int samples, String reason) {
        Counter.builder("atalaia_agent_samples_dropped")
                .description("Samples given up before storage had them.")
                .tag("reason", reason)
                .register(registry)
                .increment(samples);
    }
}
