/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate.engine;

/**
 * How busy a machine is at an instant: what all of its figures follow. A daily rhythm, a slow drift, and spikes of half a
 * minute to five minutes about every forty minutes.
 */
final class Weather {
    private static final double DAY_MILLIS = 86_400_000.0;
    private static final double SPIKES_A_SECOND = 1 / 2_400.0;
    private static final double LEAK_SECONDS = 7_200;
    private static final double FILL_SECONDS = 3_600;

    final Dice dice;
    private final boolean leaking;
    private final boolean failing;
    private final double level;
    private final double phase;
    private double drift;
    private double spike;
    private long spikeEnds;

    /** Epoch milliseconds. */
    long time;
    /** Since the sample before; 0 for the first. */
    double seconds;
    /** Shares from 0 to 1 of what the machine could do. */
    double busy;

    double traffic;
    double writing;
    /** What a leak and a filling disk have taken, 0 to 1; both begin anew when somebody cleans up. */
    double leaked;

    double filled;
    long outOfMemory;

    Weather(Dice dice, boolean leaking, boolean failing) {
        this.dice = dice;
        this.leaking = leaking;
        this.failing = failing;
        level = dice.between(0.02, 0.35);
        phase = dice.share();
    }

    boolean failing() {
        return failing;
    }

    void move(long now) {
        seconds = time == 0 ? 0 : Math.max(0, now - time) / 1000.0;
        time = now;
        double day = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * (now / DAY_MILLIS + phase));
        drift = 0.97 * drift + 0.012 * dice.noise();
        spike(now);
        busy = within(level * (0.4 + 0.9 * day) + drift + spike);
        traffic = within(busy * 0.7 + 0.02 + 0.01 * dice.noise());
        writing = within(busy * 0.3 + (spike > 0.3 ? 0.2 : 0));
        leak();
    }

    private void spike(long now) {
        if (now >= spikeEnds) {
            spike = 0;
            if (dice.once(SPIKES_A_SECOND * seconds)) {
                spike = dice.between(0.2, 0.8);
                spikeEnds = now + (long) dice.between(30_000, 300_000);
            }
        }
    }

    private void leak() {
        if (leaking) {
            leaked += seconds / LEAK_SECONDS;
            if (leaked >= 1) {
                leaked = 0;
                outOfMemory++;
            }
        }
        if (failing) {
            filled += seconds / FILL_SECONDS;
            // Full for a third of the time before somebody comes.
            filled = filled > 1.5 ? 0 : filled;
        }
    }

    static double within(double share) {
        return Math.max(0, Math.min(1, share));
    }
}
