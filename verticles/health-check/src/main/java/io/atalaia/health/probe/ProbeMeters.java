/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.probe;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.health.engine.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts checks by their kind and outcome. */
public final class ProbeMeters {
    private final Map<Check.Kind, Map<Outcome.Kind, Counter>> counters;

    public ProbeMeters(MeterRegistry meters) {
        counters = Stream.of(Check.Kind.values())
                .collect(Collectors.toMap(kind -> kind, kind -> Stream.of(Outcome.Kind.values())
                        .collect(Collectors.toMap(outcome -> outcome, outcome -> counter(meters, kind, outcome)))));
    }

    private static Counter counter(MeterRegistry meters, Check.Kind kind, Outcome.Kind outcome) {
        return Counter.builder("atalaia_health_probes")
                .description("Checks of instances, by their kind and outcome")
                .tag("kind", kind.word())
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    public void count(Check.Kind kind, Outcome.Kind outcome) {
        counters.get(kind).get(outcome).increment();
    }
}
