/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ids of samples that came, so that one sent again counts once: those of the last hour, at most {@link #MOST_OF_A_CLIENT} of a
 * program and {@link #MOST} in all; the oldest is forgotten first. Not thread-safe.
 */
public final class SeenIds {
    public static final long KEPT_MILLIS = 3_600_000;
    public static final int MOST_OF_A_CLIENT = 10_000;
    public static final int MOST = 100_000;

    private final Map<String, LinkedHashMap<String, Mark>> byClient = new HashMap<>();
    /** In the order in which they came; also those that were forgotten meanwhile. */
    private final Deque<Mark> order = new ArrayDeque<>();

    private int size;

    /** How far a sample with this id has come. */
    public enum State {
        NEW,
        /** Accepted, but not known to be on disk. */
        PENDING,
        STORED
    }

    private static final class Mark {
        private final String client;
        private final String id;
        private final long millis;
        private boolean stored;

        Mark(String client, String id, long millis) {
            this.client = client;
            this.id = id;
            this.millis = millis;
        }
    }

    public State state(String client, String id) {
        Mark mark = find(client, id);
        return mark == null ? State.NEW : mark.stored ? State.STORED : State.PENDING;
    }

    private Mark find(String client, String id) {
        var ids = byClient.get(client);
        return ids == null ? null : ids.get(id);
    }

    public void accepted(String client, String id, long nowMillis) {
        var mark = new Mark(client, id, nowMillis);
        var ids = byClient.computeIfAbsent(client, name -> new LinkedHashMap<>());
        if (ids.put(id, mark) == null) {
            size++;
        }
        order.addLast(mark);
        if (ids.size() > MOST_OF_A_CLIENT) {
            Iterator<Mark> oldest = ids.values().iterator();
            oldest.next();
            oldest.remove();
            size--;
        }
        while (size > MOST || order.size() > 2 * MOST) {
            forget(order.removeFirst());
        }
    }

    public void stored(String client, String id) {
        Mark mark = find(client, id);
        if (mark != null) {
            mark.stored = true;
        }
    }

    /** The sample was not taken after all. */
    public void dropped(String client, String id) {
        Mark mark = find(client, id);
        if (mark != null) {
            forget(mark);
        }
    }

    public void expire(long nowMillis) {
        while (!order.isEmpty() && order.peekFirst().millis < nowMillis - KEPT_MILLIS) {
            forget(order.removeFirst());
        }
    }

    private void forget(Mark mark) {
        var ids = byClient.get(mark.client);
        if (ids != null && ids.remove(mark.id, mark)) {
            size--;
            if (ids.isEmpty()) {
                byClient.remove(mark.client);
            }
        }
    }

    public int size() {
        return size;
    }
}
