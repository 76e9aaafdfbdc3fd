/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The gateways that a machine was told of, in an order of its own, and which of them is to be tried. */
public final class Rotation {
    private final List<String> gateways;
    private final Map<String, Long> restsUntil = new HashMap<>();
    private int at;

    /**
     * @param machine its UUID: a fleet spreads over its gateways by it
     * @param gateways at least one
     */
    public Rotation(String machine, List<String> gateways) {
        this.gateways = gateways.stream()
                .distinct()
                .sorted(Rendezvous.weightFor(machine).reversed())
                .toList();
    }

    /** It stays the same until it fails. */
    public String current() {
        return gateways.get(at);
    }

    /** Goes on to the next one that does not rest; to the one that has rested first when all do. */
    public void failed(long now) {
        int from = at;
        at = (from + 1) % gateways.size();
        for (int step = 1; step <= gateways.size(); step++) {
            int candidate = (from + step) % gateways.size();
            if (rest(candidate, now) < rest(at, now)) {
                at = candidate;
            }
        }
    }

    /**
     * As {@link #failed}, and leaves this one alone for a while.
     *
     * @param nanos how long
     */
    public void refused(long now, long nanos) {
        restsUntil.put(current(), now + nanos);
        failed(now);
    }

    /** How long the current one is to be left alone yet; nanoseconds. */
    public long rest(long now) {
        return rest(at, now);
    }

    private long rest(int index, long now) {
        return Math.max(0, restsUntil.getOrDefault(gateways.get(index), now) - now);
    }
}
