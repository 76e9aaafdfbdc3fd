/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.series;

/** Rounds figures that were computed, such as means and rates: nobody measured more than seven digits of them. */
public final class Significant {
    private static final int DIGITS = 7;
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private Significant() {}

    /** Keeps at least seven significant digits, and at most nine decimals; never changes the order of two figures. */
    public static double rounded(double value) {
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return value;
        }
        int decimals = DIGITS - 1 - (int) Math.floor(Math.log10(Math.abs(value)));
        if (decimals < 0) {
            return Math.rint(value);
        }
        double power = POWERS[Math.min(decimals, POWERS.length - 1)];
        return Math.rint(value * power) / power;
    }
}
