/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import java.time.Duration;

/** The packing of hours in a hub, seen from outside: when it moves, and when it has stood still for two rounds. */
final class Packing {
    private static final long STILL_NANOS = Duration.ofSeconds(130).toNanos();
    /** Beyond that the packer waited for its next round. */
    private static final long BETWEEN_NANOS = Duration.ofSeconds(2).toNanos();

    private final BenchHub hub;
    private final double first;
    private double hours;
    private long moved = System.nanoTime();
    private long asked = moved;
    private long busyNanos;

    Packing(BenchHub hub) {
        this.hub = hub;
        first = hub.metric("atalaia_storage_packings_total");
        hours = first;
    }

    /** To be asked again and again, each fraction of a second. */
    boolean isOver() {
        double now = hub.metric("atalaia_storage_packings_total");
        long nanos = System.nanoTime();
        if (now != hours) {
            hours = now;
            busyNanos += nanos - (nanos - moved < BETWEEN_NANOS ? moved : asked);
            moved = nanos;
        }
        asked = nanos;
        return hours > 0 && nanos - moved > STILL_NANOS;
    }

    /** How many were packed since this watches. */
    double hours() {
        return hours - first;
    }

    /** How long the packer was at work. */
    double seconds() {
        return busyNanos / 1e9;
    }
}
