/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

/**
 * How many requests may wait for one service at once, learnt from its latency: as long as answers take what they always took
 * there is room for more, and when they take longer there is a queue, so the limit falls. The arithmetic is that of Gradient2Limit
 * in Netflix' concurrency-limits (Apache License 2.0, github.com/Netflix/concurrency-limits). Safe from any thread.
 */
public final class GradientLimit {
    /** Answers may take so many times what they took on average before the limit falls. */
    private static final double TOLERANCE = 2;
    /** Below so many nanoseconds differences are noise. */
    private static final double QUICK_NANOS = 1e7;

    /** How much of each new estimate is taken over. */
    private static final double SMOOTHING = 0.2;
    /** The long average is over about so many answers. */
    private static final int WINDOW = 600;

    private static final int WARMUP = 10;
    /** The long average that is so many times the present forgets faster: the service became quick again. */
    private static final double RECOVERED = 2;

    private static final double FORGETTING = 0.95;
    private static final double STEEPEST = 0.5;

    private final int least;
    private final int most;
    private double estimate;
    private double average;
    private int samples;
    private int inFlight;

    /** It begins halfway between what is always allowed and the most, though not above 100. */
    GradientLimit(int least, int most) {
        this.least = least;
        this.most = most;
        estimate = Math.max(least, Math.min(100, most));
    }

    /** Whether one more may go; if so, {@link #release} when its answer began or it was given up. */
    public synchronized boolean acquire() {
        if (inFlight >= (int) estimate) {
            return false;
        }
        inFlight++;
        return true;
    }

    /** @param nanos that the answer took; negative when that says nothing about the service */
    public synchronized void release(long nanos) {
        int before = inFlight--;
        if (nanos >= 0) {
            learn(Math.max(QUICK_NANOS, nanos), before);
        }
    }

    private void learn(double latest, int before) {
        average(latest);
        if (average / latest > RECOVERED) {
            average *= FORGETTING;
        }
        // Who does not use what is allowed says nothing about how much could be.
        if (before < estimate / 2) {
            return;
        }
        double gradient = Math.max(STEEPEST, Math.min(1, TOLERANCE * average / latest));
        double next = estimate * gradient + Math.sqrt(estimate);
        estimate = Math.max(least, Math.min(most, estimate * (1 - SMOOTHING) + next * SMOOTHING));
    }

    private void average(double latest) {
        if (samples < WARMUP) {
            samples++;
            average += (latest - average) / samples;
        } else {
            average += (latest - average) * 2 / (WINDOW + 1);
        }
    }

    public synchronized int limit() {
        return (int) estimate;
    }

    public synchronized int inFlight() {
        return inFlight;
    }
}
