/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.roles.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which roles ran somewhere and do not any more. A role that was never seen is not missing: a cluster that is being started, node
 * after node, starts its roles itself. Nanoseconds on a monotonic clock throughout. For one thread at a time.
 */
public final class Missing {
    private final List<String> watched;
    private final long graceNanos;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Long> since = new HashMap<>();

    /**
     * @param watched the roles that must run somewhere once they did, in the order in which they are to come back
     * @param graceNanos how long one may be away until it is missed
     */
    public Missing(List<String> watched, long graceNanos) {
        this.watched = List.copyOf(watched);
        this.graceNanos = graceNanos;
    }

    /** @param running the roles that have a living instance somewhere */
    public List<String> look(Set<String> running, long now) {
        seen.addAll(running);
        since.keySet().removeAll(running);
        return watched.stream()
                .filter(role -> seen.contains(role) && !running.contains(role))
                .filter(role -> now - since.computeIfAbsent(role, first -> now) >= graceNanos)
                .toList();
    }

    /** What could not be read says nothing of who was away meanwhile. */
    public void couldNotLook() {
        since.clear();
    }
}
