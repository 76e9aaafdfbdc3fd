/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.headline;

import java.util.List;
import java.util.Map;

/**
 * The formulas behind the figures of {@link io.atalaia.contracts.machine.Headline}. NaN is what is not known, in and out; units
 * are those of the headline.
 */
public final class Formulas {
    /** The modes of {@code atalaia_cpu_seconds_total}, in the order of {@link #busy}'s argument. */
    public static final List<String> MODES =
            List.of("user", "nice", "system", "iowait", "irq", "softirq", "steal", "idle");

    public static final int IOWAIT = 3;
    public static final int IDLE = 7;

    private static final int PERCENT = 100;

    private Formulas() {}

    /** All the time that passed. The kernel's iowait may step back a little: a mode that shrank did not pass. */
    public static double passed(double[] growths) {
        double all = 0;
        for (double grown : growths) {
            all += Double.isNaN(grown) ? 0 : Math.max(0, grown);
        }
        return all;
    }

    /**
     * Percent of the time that was neither idle nor waiting for a disk.
     *
     * @param growths of CPU time by {@link #MODES mode}, in any unit
     */
    public static double busy(double[] growths) {
        double all = passed(growths);
        double idle = growths[IDLE];
        if (!(all > 0) || Double.isNaN(idle)) {
            return Double.NaN;
        }
        double waiting = growths[IOWAIT];
        double quiet = Math.max(0, idle) + (Double.isNaN(waiting) ? 0 : Math.max(0, waiting));
        return PERCENT * Math.max(0, all - quiet) / all;
    }

    public static double usedPercent(double total, double free) {
        return total > 0 && !Double.isNaN(free) ? PERCENT * Math.max(0, total - free) / total : Double.NaN;
    }

    /** What of a volume is in use; where only what is available is known, the rest is. */
    public static double volumeUsed(double size, double available, double free) {
        double unused = Double.isNaN(free) ? available : free;
        return Math.max(0, size - unused);
    }

    /** Percent of a volume in use as df counts it: of what ordinary users can use. */
    public static double volumePercent(double size, double available, double free) {
        double used = volumeUsed(size, available, free);
        return used + available > 0 ? PERCENT * used / (used + available) : Double.NaN;
    }

    /** Whether traffic of this card counts: what a machine tells itself does not. */
    public static boolean counts(Map<String, String> labels) {
        return !"lo".equals(labels.get("device"));
    }

    /** The sum of what is known; NaN when nothing is. */
    public static double sum(double one, double other) {
        return Double.isNaN(one) ? other : Double.isNaN(other) ? one : one + other;
    }

    /** The larger of what is known; NaN when nothing is. */
    public static double most(double one, double other) {
        return Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.max(one, other);
    }
}
