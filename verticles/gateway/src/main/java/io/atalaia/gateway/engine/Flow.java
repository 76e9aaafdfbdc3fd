/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

/**
 * How many blocks of the past may pass in a second. It grows as long as more of them wait and the event loop is on time, and
 * shrinks when the event loop is late: what is live waits on the same loop. Additive increase and multiplicative decrease, as
 * TCP shares a line (Chiu and Jain 1989).
 */
public final class Flow {
    static final double LEAST = 50;
    static final double FIRST = 100;
    static final double MOST = 2_000;
    private static final double MORE = 25;
    private static final double LESS = 0.7;
    /** Later than that the loop has more to do than it can. */
    private static final long LATE_MILLIS = 25;
    /** What was not used may be used later, so far. */
    private static final double SAVED_SECONDS = 0.3;

    private static final double MILLIS = 1_000;

    private double rate = FIRST;
    private double credit;
    private long worst;
    private boolean wanted;

    /**
     * Time has passed.
     *
     * @param millis since the last call
     * @param late how many of them the event loop was late
     */
    public void pass(long millis, long late) {
        worst = Math.max(worst, late);
        credit = Math.min(credit + rate * millis / MILLIS, Math.max(1, rate * SAVED_SECONDS));
    }

    /** Takes leave for one block; false when it has to wait. */
    public boolean take() {
        if (credit < 1) {
            wanted = true;
            return false;
        }
        credit--;
        return true;
    }

    /** Another second is over. */
    public void adjust() {
        if (worst > LATE_MILLIS) {
            rate = Math.max(LEAST, rate * LESS);
        } else if (wanted) {
            rate = Math.min(MOST, rate + MORE);
        }
        worst = 0;
        wanted = false;
    }

    /** Blocks a second. */
    public double rate() {
        return rate;
    }
}
