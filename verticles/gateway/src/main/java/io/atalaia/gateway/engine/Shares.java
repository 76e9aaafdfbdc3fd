/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.platform.engine.headline.Formulas;
import java.util.Arrays;

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
        return Figures.known(Formulas.busy(growths(step, modes)));
    }

    private static double total(Step step, Row modes) {
        return Formulas.passed(growths(step, modes));
    }

    private static double[] growths(Step step, Row modes) {
        return Arrays.stream(modes.at()).mapToDouble(step::growth).toArray();
    }
}
