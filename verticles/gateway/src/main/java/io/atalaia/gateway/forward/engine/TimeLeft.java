/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

/** The field in which a request carries how many milliseconds are left for its answer; from the client, and to the service. */
public final class TimeLeft {
    public static final String HEADER = "X-Request-Timeout-Ms";

    private static final int MOST_DIGITS = 9;

    private TimeLeft() {}

    /**
     * How long an answer may take: a client may want it sooner, never later.
     *
     * @param asked what the client sent; null for nothing
     * @return milliseconds, at least 1; -1 for what is no positive number
     */
    public static long of(String asked, long most) {
        if (asked == null) {
            return most;
        }
        boolean number = !asked.isEmpty()
                && asked.length() <= MOST_DIGITS
                && asked.chars().allMatch(sign -> sign >= '0' && sign <= '9');
        long millis = number ? Long.parseLong(asked) : -1;
        return millis <= 0 ? -1 : Math.min(most, millis);
    }
}
