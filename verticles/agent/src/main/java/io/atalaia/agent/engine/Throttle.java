/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much an agent samples, by what it costs. A minute above the limit makes it go one step down: first processes are looked
 * at more rarely, then what is slow to read, then everything. Each step doubles one interval, so going back at most doubles
 * the cost: it goes back after two minutes below half of the limit. Used by one thread at a time.
 */
public final class Throttle {
    private static final long SLOWEST_MILLIS = 60_000;
    private static final double PERCENT = 100;
    private static final int CALM_MINUTES = 2;

    private final double most;
    private final List<Step> steps = new ArrayList<>();
    private int at;
    private int calm;
    private boolean measured;
    private long sinceNanos;
    private long sinceCpu;

    /**
     * @param most percent of one core; 0 means no limit
     * @param usual the intervals as they are configured
     */
    public Throttle(double most, Step usual) {
        this.most = most;
        var step = usual;
        steps.add(step);
        while (step.processesMillis < SLOWEST_MILLIS) {
            step = added(new Step(step.everyMillis, step.slowMillis, doubled(step.processesMillis)));
        }
        while (step.slowMillis < SLOWEST_MILLIS) {
            step = added(new Step(step.everyMillis, doubled(step.slowMillis), step.processesMillis));
        }
        while (step.everyMillis < SLOWEST_MILLIS) {
            step = added(new Step(doubled(step.everyMillis), step.slowMillis, step.processesMillis));
        }
    }

    private Step added(Step step) {
        steps.add(step);
        return step;
    }

    private static long doubled(long millis) {
        return Math.min(SLOWEST_MILLIS, millis * 2);
    }

    /**
     * Call it once a minute; the first minute does not count, since a start costs more than what comes after it.
     *
     * @param now on the monotonic clock
     * @param cpu the processor time so far, in nanoseconds
     */
    public Optional<Change> look(long now, long cpu) {
        double percent = measured && now > sinceNanos ? PERCENT * (cpu - sinceCpu) / (now - sinceNanos) : -1;
        measured = true;
        sinceNanos = now;
        sinceCpu = cpu;
        int to = percent < 0 || most == 0 ? at : next(percent);
        if (to == at) {
            return Optional.empty();
        }
        var change = new Change(steps.get(to), to, to > at, percent);
        at = to;
        calm = 0;
        return Optional.of(change);
    }

    private int next(double percent) {
        calm = percent < most / 2 ? calm + 1 : 0;
        if (percent > most) {
            return Math.min(at + 1, steps.size() - 1);
        }
        return calm >= CALM_MINUTES ? Math.max(0, at - 1) : at;
    }

    /**
     * The intervals of one step, in milliseconds.
     *
     * @param everyMillis between two samples
     * @param slowMillis between two looks at volumes and sensors
     * @param processesMillis between two looks at the processes
     */
    public record Step(long everyMillis, long slowMillis, long processesMillis) {}

    /**
     * @param number how many steps below the usual; 0 is the usual
     * @param down whether it samples less than before
     * @param percent of one core, over the last minute
     */
    public record Change(Step step, int number, boolean down, double percent) {}
}
