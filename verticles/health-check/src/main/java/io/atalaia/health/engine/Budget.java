/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Holds back who would condemn too much at once: of a service at most half of its instances, or one, within 30 s on time-outs
 * alone. Silence of many at once is more often a network's fault than theirs. Nanoseconds.
 */
final class Budget {
    static final long WINDOW = TimeUnit.SECONDS.toNanos(30);

    private final Map<String, Deque<Long>> condemned = new HashMap<>();

    /** Counts one when there is room. */
    boolean spend(String service, int instances, long now) {
        var times = condemned.computeIfAbsent(service, any -> new ArrayDeque<>());
        times.removeIf(time -> now - time >= WINDOW);
        if (times.size() >= Math.max(1, instances / 2)) {
            return false;
        }
        times.addLast(now);
        return true;
    }

    /** Counts one that another condemned before. */
    void note(String service, long at) {
        condemned.computeIfAbsent(service, any -> new ArrayDeque<>()).addLast(at);
    }

    void forget(String service) {
        condemned.remove(service);
    }
}
