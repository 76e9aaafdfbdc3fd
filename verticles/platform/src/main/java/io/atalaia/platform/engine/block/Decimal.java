/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.block;

/** Figures as whole numbers: most of what machines tell has a few decimals, and comes back exactly when divided again. */
final class Decimal {
    static final int MOST = 9;
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private Decimal() {}

    /** The least exponent under which every value is a whole number that gives it back bit by bit; -1 when there is none. */
    static int exponent(double[] values) {
        int exponent = 0;
        int unsure = 0;
        for (int i = 0; i < values.length; i++) {
            if (i > 0 && same(values[i], values[i - 1])) {
                continue;
            }
            while (!exact(values[i], exponent)) {
                if (++exponent > MOST) {
                    return -1;
                }
                unsure = i;
            }
        }
        // Those before the last rise were found exact with a smaller exponent only.
        for (int i = 0; i < unsure; i++) {
            if ((i == 0 || !same(values[i], values[i - 1])) && !exact(values[i], exponent)) {
                return -1;
            }
        }
        return exponent;
    }

    private static boolean same(double one, double other) {
        return Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(other);
    }

    static long[] scaled(double[] values, int exponent) {
        long[] scaled = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = (long) Math.rint(values[i] * POWERS[exponent]);
        }
        return scaled;
    }

    static double[] unscaled(long[] scaled, int exponent) {
        double[] values = new double[scaled.length];
        double power = POWERS[exponent];
        for (int i = 0; i < scaled.length; i++) {
            // Most series stand still for long, and a division costs more than all else here.
            values[i] = i > 0 && scaled[i] == scaled[i - 1] ? values[i - 1] : scaled[i] / power;
        }
        return values;
    }

    private static boolean exact(double value, int exponent) {
        if (exponent == 0) {
            return (long) value == value
                    && Math.abs(value) < Integers.DIVISIBLE
                    && (value != 0 || Double.doubleToRawLongBits(value) == 0);
        }
        double scaled = Math.rint(value * POWERS[exponent]);
        return Math.abs(scaled) < Integers.DIVISIBLE
                && Double.doubleToLongBits((long) scaled / POWERS[exponent]) == Double.doubleToLongBits(value);
    }
}
