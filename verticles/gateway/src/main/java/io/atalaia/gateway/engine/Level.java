/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.contracts.machine.State;

/**
 * The level of one figure, with hysteresis, in the time of the samples. What counts is how long values were seen on one
 * side of a threshold: a missing value, and the time between two samples that are too far apart, count for neither side.
 */
final class Level {
    /** Two samples further apart than this many intervals are not neighbours. */
    private static final double NEIGHBOURS = 1.5;

    private final Rule rule;
    private final Held aboveAlert = new Held();
    private final Held aboveCritical = new Held();
    private final Held belowAlert = new Held();
    private final Held belowCritical = new Held();
    private State state = State.NORMAL;
    private long since;
    private long last = Long.MIN_VALUE;
    private double value;

    Level(Rule rule) {
        this.rule = rule;
    }

    /** Goes on from what another gateway judged. */
    void adopt(State adopted, long begun, double figure) {
        state = adopted;
        since = begun;
        value = figure;
    }

    /**
     * @param time of the sample, in epoch milliseconds, later than all before
     * @param figure percent
     * @param every the interval between samples, in milliseconds
     */
    void see(long time, double figure, long every) {
        long credit = credit(time, every);
        last = time;
        value = figure;
        aboveAlert.see(figure >= rule.alertEnter(), credit);
        aboveCritical.see(figure >= rule.criticalEnter(), credit);
        belowAlert.see(figure < rule.alertExit(), credit);
        belowCritical.see(figure < rule.criticalExit(), credit);
        State next = next();
        if (next != state) {
            state = next;
            since = time;
        }
    }

    /** A sample stands for the time since its neighbour; after a gap, for one interval. */
    private long credit(long time, long every) {
        if (last == Long.MIN_VALUE || time <= last) {
            return 0;
        }
        long apart = time - last;
        return apart <= every * NEIGHBOURS ? apart : every;
    }

    private State next() {
        if (state != State.CRITICAL && aboveCritical.reached(rule.forMillis())) {
            return State.CRITICAL;
        }
        if (state == State.NORMAL && aboveAlert.reached(rule.forMillis())) {
            return State.ALERT;
        }
        boolean recovered = belowAlert.reached(rule.recoverMillis());
        if (state == State.CRITICAL && belowCritical.reached(rule.recoverMillis())) {
            return recovered ? State.NORMAL : State.ALERT;
        }
        return state == State.ALERT && recovered ? State.NORMAL : state;
    }

    State state() {
        return state;
    }

    long since() {
        return since;
    }

    double value() {
        return value;
    }

    /** The enter of the present level. */
    double threshold() {
        return state == State.CRITICAL ? rule.criticalEnter() : rule.alertEnter();
    }

    /** How long a condition has held without being seen broken. */
    private static final class Held {
        private long millis = -1;

        void see(boolean holds, long credit) {
            if (!holds) {
                millis = -1;
            } else {
                millis = millis < 0 ? 0 : millis + credit;
            }
        }

        boolean reached(long limit) {
            return millis >= limit;
        }
    }
}
