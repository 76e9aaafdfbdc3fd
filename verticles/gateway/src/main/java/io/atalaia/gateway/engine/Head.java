/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The samples of the last two minutes of one machine, in full. Time is the samples' own. */
final class Head {
    static final long SPAN_MILLIS = 120_000;
    static final int MOST_SAMPLES = 1_200;
    /** So many messages in a row with nothing but unknown times of the past: the agent's clock was set back. */
    private static final int SET_BACK_AFTER = 3;

    private final Deque<Reading> readings = new ArrayDeque<>();
    private int strays;

    /** Takes the readings that are news, drops the others, and gives back those that were taken. The list is in order of time. */
    List<Reading> add(List<Reading> batch) {
        var taken =
                batch.stream().filter(reading -> reading.time() > newestTime()).toList();
        if (!taken.isEmpty() || batch.stream().allMatch(this::holds)) {
            strays = 0;
        } else if (++strays >= SET_BACK_AFTER) {
            readings.clear();
            strays = 0;
            return add(batch);
        }
        taken.forEach(this::append);
        return taken;
    }

    private boolean holds(Reading reading) {
        return readings.stream().anyMatch(held -> held.time() == reading.time());
    }

    private void append(Reading reading) {
        readings.addLast(reading);
        while (readings.size() > MOST_SAMPLES || readings.peekFirst().time() <= reading.time() - SPAN_MILLIS) {
            readings.removeFirst();
        }
    }

    private long newestTime() {
        return readings.isEmpty() ? Long.MIN_VALUE : readings.peekLast().time();
    }

    Reading newest() {
        return readings.peekLast();
    }

    void clear() {
        readings.clear();
    }

    List<Reading> all() {
        return List.copyOf(readings);
    }
}
