/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

/** CPU time by mode between two readings, as shares of all the time that passed. */
final class Shares {
    private Shares() {}

    /** Percent of each mode of {@link Layout#MODES}; null where the mode is not known, all null when no time passed. */
    static Double[] of(Step step, Row modes) {
        var shares = new Double[modes.at().length];
        double all = total(step, modes);
        for (int mode = 0; mode < shares.length; mode++) {
            double grown = step.growth(modes.at()[mode]);
            shares[mode] = all > 0 && !Double.isNaN(grown) ? 100 * Math.max(0, grown) / all : null;
        }
        return shares;
    }

    /** Percent that is neither idle nor waiting for a disk; null when not known. */
    static Double busy(Step step, Row modes) {
        double all = total(step, modes);
        double idle = step.growth(modes.at()[Layout.IDLE]);
        if (!(all > 0) || Double.isNaN(idle)) {
            return null;
        }
        double waiting = step.growth(modes.at()[Layout.IOWAIT]);
        double quiet = Math.max(0, idle) + (Double.isNaN(waiting) ? 0 : Math.max(0, waiting));
        return 100 * Math.max(0, all - quiet) / all;
    }

    /** The kernel's iowait may step back a little: a mode that shrank did not pass. */
    private static double total(Step step, Row modes) {
        double all = 0;
        for (int place : modes.at()) {
            double grown = step.growth(place);
            all += Double.isNaN(grown) ? 0 : Math.max(0, grown);
        }
        return all;
    }
}
