/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who of the peers answers on the bus. Nanoseconds on a monotonic clock. For one thread at a time.
 */
public final class Ring {
    private final long silentAfterNanos;
    /** When each was last heard, or first asked. */
    private final Map<String, Long> heard = new HashMap<>();

    private final Set<String> answering = new HashSet<>();
    private final Set<String> silent = new HashSet<>();

    /** @param silentAfterNanos how long a peer may be unheard before it counts as silent */
    public Ring(long silentAfterNanos) {
        this.silentAfterNanos = silentAfterNanos;
    }

    /** Asks these from now on and no others; one that is new has all its time to answer. */
    public void ask(Set<String> peers, long now) {
        heard.keySet().retainAll(peers);
        answering.retainAll(peers);
        silent.retainAll(peers);
        peers.forEach(peer -> heard.putIfAbsent(peer, now));
    }

    /** What it means is told by the next {@link #look}. */
    public void answered(String peer, long now) {
        if (heard.replace(peer, now) != null) {
            answering.add(peer);
        }
    }

    /** Judges everybody anew. */
    public News look(long now) {
        var unheard = heard.keySet().stream()
                .filter(peer -> now - heard.get(peer) > silentAfterNanos)
                .collect(Collectors.toSet());
        var fell = minus(unheard, silent);
        var back = minus(silent, unheard);
        answering.removeAll(unheard);
        silent.clear();
        silent.addAll(unheard);
        return new News(fell, back);
    }

    private static Set<String> minus(Set<String> all, Set<String> without) {
        return all.stream().filter(one -> !without.contains(one)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it answered lately; not before its first answer. */
    public boolean answers(String peer) {
        return answering.contains(peer);
    }

    public int silent() {
        return silent.size();
    }

    /**
     * What changed since the last look.
     *
     * @param fell silent
     * @param back those that answer again
     */
    public record News(Set<String> fell, Set<String> back) {}
}
