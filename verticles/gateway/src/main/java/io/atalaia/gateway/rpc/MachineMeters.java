/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Figures of single machines. The machines that have figures of their own are bounded; the others share those named "other". */
final class MachineMeters {
    private static final int MOST_SEEN = 2_000;
    private static final int MOST_WITH_GAPS = 1_000;
    private static final String OTHER = "other";
    private static final double MILLIS = 1_000;

    private final MeterRegistry meters;
    /** The one not heard of for the longest comes first. */
    private final Map<String, Seen> seen = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<String, Counter> gaps = new HashMap<>();

    MachineMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    private static final class Seen {
        private volatile long millis;
        private Meter.Id meter;

        double seconds() {
            return millis / MILLIS;
        }
    }

    /** Something of the machine arrived. */
    void seen(String machine, long nowMillis) {
        Seen one = seen.get(machine);
        if (one == null) {
            one = new Seen();
            one.meter = gauge(machine, one);
            seen.put(machine, one);
            forgetOne();
        }
        one.millis = nowMillis;
    }

    private Meter.Id gauge(String machine, Seen one) {
        return Gauge.builder("atalaia_machine_last_seen_timestamp_seconds", one, Seen::seconds)
                .description("When the agent's stream last brought something")
                .tag("machine", machine)
                .register(meters)
                .getId();
    }

    private void forgetOne() {
        if (seen.size() > MOST_SEEN) {
            Iterator<Seen> oldest = seen.values().iterator();
            meters.remove(oldest.next().meter);
            oldest.remove();
        }
    }

    /** Blocks of the machine did not come that stand between others that did. */
    void missing(String machine, long blocks) {
        String name = gaps.containsKey(machine) || gaps.size() < MOST_WITH_GAPS ? machine : OTHER;
        gaps.computeIfAbsent(name, label -> Counter.builder("atalaia_sequence_gaps")
                        .description("Blocks that were skipped in the sequence of a stream; they may still come")
                        .tag("machine", label)
                        .register(meters))
                .increment(blocks);
    }

    /** The next gateway of this process begins anew. */
    void close() {
        seen.values().forEach(one -> meters.remove(one.meter));
        seen.clear();
    }
}
