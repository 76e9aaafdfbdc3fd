/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What sampling says of itself. A sample counts once, however many series it has. */
public final class AgentMeters {
    private final Counter collected;
    private final Timer collect;

    public AgentMeters(MeterRegistry registry) {
        collected = Counter.builder("atalaia_agent_samples_collected")
                .description("Samples taken, and kept in the spool.")
                .register(registry);
        collect = Timer.builder("atalaia_agent_collect_duration")
                .description("The time that taking a sample took.")
                .register(registry);
    }

    void collected(long nanos) {
        collected.increment();
        collect.record(nanos, TimeUnit.NANOSECONDS);
    }
}
