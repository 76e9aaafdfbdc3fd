/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

/**
 * What one check found.
 *
 * @param detail why it failed; empty when it did not
 * @param latencyMillis how long the answer took; null when there was none
 */
public record Outcome(Kind kind, String detail, Double latencyMillis) {
    private static final int LONGEST_DETAIL = 200;

    /** How it went. */
    public enum Kind {
        ABLE,
        /** An answer, but a bad one. */
        UNABLE,
        /** No answer in time. */
        SILENT,
        /** Somebody knows for certain that nobody is there: weighs as much as two silences. */
        REFUSED,
        /** The service itself said that it lives, which needs no second opinion. */
        RENEWED,
        /** The service itself said nothing for too long; it had all of that time, so that once is enough. */
        LAPSED
    }

    public Outcome {
        detail = detail == null ? "" : detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail;
    }

    public static Outcome able(double latencyMillis) {
        return new Outcome(Kind.ABLE, "", latencyMillis);
    }

    public static Outcome unable(String detail, double latencyMillis) {
        return new Outcome(Kind.UNABLE, detail, latencyMillis);
    }

    public static Outcome silent(String detail) {
        return new Outcome(Kind.SILENT, detail, null);
    }

    public static Outcome refused(String detail) {
        return new Outcome(Kind.REFUSED, detail, null);
    }

    public static Outcome renewed() {
        return new Outcome(Kind.RENEWED, "", null);
    }

    public static Outcome lapsed(String detail) {
        return new Outcome(Kind.LAPSED, detail, null);
    }

    public boolean passed() {
        return kind == Kind.ABLE || kind == Kind.RENEWED;
    }

    /** For how many failures it counts. */
    int weight(int fall) {
        return switch (kind) {
            case ABLE, RENEWED -> 0;
            case UNABLE, SILENT -> 1;
            case REFUSED -> 2;
            case LAPSED -> fall;
        };
    }
}
