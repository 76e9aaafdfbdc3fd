/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Prints figures beside what they are to be. */
final class Bars {
    private Bars() {}

    static void title(String text) {
        System.out.println();
        System.out.println(text);
    }

    static void print(String what, double value, String unit) {
        System.out.printf(Locale.ROOT, "  %-58s %10.3f %s%n", what, value, unit);
    }

    /** @param bar the most that it may be */
    static void print(String what, double value, String unit, double bar) {
        String verdict = value <= bar ? "within" : "%.1f times".formatted(value / bar);
        System.out.printf(Locale.ROOT, "  %-58s %10.3f %-14s bar %.2f: %s%n", what, value, unit, bar, verdict);
    }

    /** @param bar the least that it may be */
    static void printAtLeast(String what, double value, String unit, double bar) {
        String verdict = value >= bar ? "within" : "short";
        System.out.printf(Locale.ROOT, "  %-58s %10.3f %-14s bar %.2f: %s%n", what, value, unit, bar, verdict);
    }

    static double median(List<Double> values) {
        return share(values, 0.5);
    }

    /** The value that the given share of all does not exceed; NaN when there are none. */
    static double share(List<Double> values, double share) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share)));
    }
}
