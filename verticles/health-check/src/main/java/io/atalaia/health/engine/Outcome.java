/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

/**
 * What one check found.
 *
 * @param failures how many failures it counts for; 0 when the service answered that it is able
 * @param detail why it failed; empty when it did not
 * @param latencyMillis how long the answer took; null when there was none
 */
public record Outcome(int failures, String detail, Double latencyMillis) {

    public static Outcome able(double latencyMillis) {
        return new Outcome(0, "", latencyMillis);
    }

    public static Outcome unable(String detail, double latencyMillis) {
        return new Outcome(1, detail, latencyMillis);
    }

    public static Outcome silent(String detail) {
        return new Outcome(1, detail, null);
    }

    /** Somebody knows for certain that nobody is there: weighs as much as two silences. */
    public static Outcome absent(String detail) {
        return new Outcome(2, detail, null);
    }

    public boolean passed() {
        return failures == 0;
    }
}
