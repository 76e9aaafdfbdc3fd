/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

/**
 * A moving average of latency that jumps to what is worse at once and forgets it slowly, after Finagle's Peak EWMA
 * (twitter/finagle, com.twitter.finagle.loadbalancer.PeakEwma). Unlike there it fades also while nothing is measured, so that
 * who was slow once is tried again. Not for several threads.
 */
final class PeakLatency {
    /** In so many nanoseconds what was measured fades to 37 %. */
    static final double FADE_NANOS = 5e9;

    private double value;
    private long at;

    PeakLatency(long now) {
        at = now;
    }

    void add(long now, double nanos) {
        double kept = Math.exp(-Math.max(0, now - at) / FADE_NANOS);
        value = Math.max(nanos, value * kept + nanos * (1 - kept));
        at = now;
    }

    /** Forgets all before. */
    void set(long now, double nanos) {
        value = nanos;
        at = now;
    }

    /** Nanoseconds. */
    double value(long now) {
        return value * Math.exp(-Math.max(0, now - at) / FADE_NANOS);
    }
}
