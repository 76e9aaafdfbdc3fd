/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of one fault: the figures of one line of the report, and what falls short. Used by one thread. */
public final class Line {
    /** A bar is for a quiet machine; a test allows for a noisy one. */
    static final int SLACK = 3;

    static final double EVICTED = 7;
    static final double AGAIN = 15;

    private final String fault;
    private final List<String> figures = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    Line(String fault) {
        this.fault = fault;
    }

    /** @param bar seconds */
    void seconds(String what, double value, double bar) {
        boolean well = value <= bar;
        figure(what + " " + text(value) + (well ? "" : " (bar %.0f s)".formatted(bar)));
        if (!(value <= bar * SLACK)) {
            falls(what + " " + text(value) + ", limit " + text(bar * SLACK));
        }
    }

    void seconds(String what, double value) {
        figure(what + " " + text(value));
    }

    private static String text(double seconds) {
        return Double.isInfinite(seconds) ? "not" : String.format(Locale.ROOT, "%.1f s", seconds);
    }

    void figure(String text) {
        figures.add(text);
    }

    /** Says what is not as it must be. */
    void falls(String text) {
        faults.add(text);
    }

    void must(boolean condition, String otherwise) {
        if (!condition) {
            falls(otherwise);
        }
    }

    /** What falls short; empty when nothing does. */
    public List<String> shortcomings() {
        return List.copyOf(faults);
    }

    @Override
    public String toString() {
        String verdict = faults.isEmpty() ? "" : "   SHORT: " + String.join("; ", faults);
        return String.format(Locale.ROOT, "  %-42s %s%s", fault, String.join(", ", figures), verdict);
    }
}
