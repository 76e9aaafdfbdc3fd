/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.storage.Block;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Finds machines with two live agents: blocks of two boots that came within minutes of each other hold samples of the same
 * time. An agent that was started again never does, since its earlier self had ended. Not thread-safe.
 */
public final class Twins {
    private static final long LATELY_NANOS = TimeUnit.MINUTES.toNanos(3);
    /** So many boots of a machine are remembered. */
    private static final int MOST_BOOTS = 4;
    /** A stop in the middle of a second and a start right after it is no conflict. */
    private static final long TOUCHING = 2_000;

    private static final int MOST_MACHINES = 20_000;

    private final Map<String, Map<String, Span>> machines = new LinkedHashMap<>(16, 0.75f, true);

    private record Span(long from, long to, long nanos) {
        boolean overlaps(Span other) {
            return Math.min(to, other.to) - Math.max(from, other.from) > TOUCHING;
        }
    }

    /** Whether another agent sent the same time of this machine lately. */
    public boolean saw(Block block, long nowNanos) {
        Map<String, Span> boots = machines.computeIfAbsent(block.machine(), machine -> new HashMap<>());
        boots.values().removeIf(span -> nowNanos - span.nanos() > LATELY_NANOS);
        var span = new Span(block.from(), block.to(), nowNanos);
        boolean twins = boots.entrySet().stream()
                .anyMatch(other ->
                        !other.getKey().equals(block.boot()) && other.getValue().overlaps(span));
        if (boots.size() < MOST_BOOTS || boots.containsKey(block.boot())) {
            boots.put(block.boot(), span);
        }
        forgetEldest();
        return twins;
    }

    private void forgetEldest() {
        if (machines.size() > MOST_MACHINES) {
            var eldest = machines.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }
}
