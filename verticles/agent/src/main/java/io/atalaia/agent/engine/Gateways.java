/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The gateways that were heard lately, and which of them is a machine's own: the one that weighs most for it. */
public final class Gateways {
    private static final long SILENCE_NANOS = 3_000_000_000L;
    /** More than any cluster has; bounds what a stranger on the bus can make us remember. */
    private static final int MOST = 1_000;

    private final Map<String, Long> heard = new HashMap<>();
    private final String machine;

    public Gateways(String machine) {
        this.machine = machine;
    }

    /** @param now on the monotonic clock */
    public void heard(String node, long now) {
        if (heard.size() < MOST || heard.containsKey(node)) {
            heard.put(node, now);
        }
    }

    /**
     * Rendezvous hashing: when a gateway comes or goes, only its own machines move.
     *
     * @param now on the monotonic clock
     */
    public Optional<String> own(long now) {
        heard.values().removeIf(at -> now - at > SILENCE_NANOS);
        return heard.keySet().stream().max(Rendezvous.weightFor(machine));
    }
}
