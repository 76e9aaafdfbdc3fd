/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.text.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** The signatures that were taken lately: each serves once. Not safe from several threads. */
public final class Replays {
    /** Beyond so many within the window nothing signed is taken: forgetting one would let it serve again. */
    private static final int MOST = 10_000;

    private final long keptSeconds;
    private final Set<String> known = new HashSet<>();
    private final Deque<Seen> inOrder = new ArrayDeque<>();

    private record Seen(String signature, long until) {}

    /** @param keptSeconds how long a signature could still be taken after it came */
    public Replays(long keptSeconds) {
        this.keptSeconds = keptSeconds;
    }

    /**
     * Whether it is taken now: not known, and there is room.
     *
     * @param now epoch seconds
     */
    public boolean take(String signature, long now) {
        while (!inOrder.isEmpty() && inOrder.peekFirst().until() < now) {
            known.remove(inOrder.removeFirst().signature());
        }
        if (known.size() >= MOST || !known.add(signature)) {
            return false;
        }
        inOrder.addLast(new Seen(signature, now + keptSeconds));
        return true;
    }
}
