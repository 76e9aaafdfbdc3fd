/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate.engine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

/**
 * Random numbers that are the same for the same seed on every Java: SplitMix64 (Steele, Lea, Flood: Fast Splittable
 * Pseudorandom Number Generators, 2014), and StrictMath. Used by one thread at a time.
 */
public final class Dice {
    /** From this mean on, a normal distribution is as good as Poisson's and does not take longer with the mean. */
    private static final double MANY = 16;

    private static final double MEAN_OF_FOUR = 4 * 65_535 / 2.0;
    private static final double DEVIATION_OF_FOUR = 37_837;

    private long state;

    public Dice(long seed) {
        state = seed;
    }

    @CanIgnoreReturnValue
    public long next() {
        state += 0x9e3779b97f4a7c15L;
        long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** From 0 inclusive to 1 exclusive. */
    public double share() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    public double between(double least, double most) {
        return least + (most - least) * share();
    }

    public boolean once(double probability) {
        return share() < probability;
    }

    /** Mean 0, deviation 1: the sum of four even numbers, which is close enough to a normal one and cheap. */
    public double noise() {
        long n = next();
        long sum = (n & 0xffff) + (n >>> 16 & 0xffff) + (n >>> 32 & 0xffff) + (n >>> 48);
        return (sum - MEAN_OF_FOUR) / DEVIATION_OF_FOUR;
    }

    /** How many independent events happen when {@code mean} are expected: Poisson, by Knuth's method while it is small. */
    public long count(double mean) {
        if (mean <= 0) {
            return 0;
        }
        if (mean > MANY) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * noise()));
        }
        double limit = StrictMath.exp(-mean);
        long count = 0;
        for (double left = share(); left > limit; left *= share()) {
            count++;
        }
        return count;
    }
}
