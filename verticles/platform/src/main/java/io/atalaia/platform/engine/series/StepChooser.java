/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.series;

import java.util.function.ToLongFunction;

/** Chooses what resolution answers a question. */
public final class StepChooser {
    /** The most stored figures that are read for each point of the answer. */
    private static final int STORED_A_POINT = 20;

    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** Widths that people count in; each day and longer one only has to be wide. */
    private static final long[] NICE = {
        1,
        2,
        5,
        10,
        20,
        50,
        100,
        200,
        500,
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        15 * SECOND,
        20 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        15 * MINUTE,
        20 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        3 * HOUR,
        4 * HOUR,
        6 * HOUR,
        8 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        5 * DAY,
        10 * DAY,
        20 * DAY,
        50 * DAY,
        100 * DAY,
        200 * DAY,
        500 * DAY,
        1_000 * DAY,
        10_000 * DAY,
        100_000 * DAY
    };

    private StepChooser() {}

    /** A resolution at which samples are stored, finest first. */
    public enum Tier {
        RAW("raw", 0),
        MINUTE("1m", StepChooser.MINUTE),
        FIVE_MINUTES("5m", 5 * StepChooser.MINUTE),
        HOUR("1h", StepChooser.HOUR);

        private final String label;
        private final long widthMillis;

        Tier(String label, long widthMillis) {
            this.label = label;
            this.widthMillis = widthMillis;
        }

        /** The width of its buckets; 0 for samples. */
        public long widthMillis() {
            return widthMillis;
        }

        /** As answers name it. */
        public String label() {
            return label;
        }
    }

    /** @param stepMillis the width of the answer's buckets */
    public record Choice(Tier tier, long stepMillis) {}

    /**
     * The finest tier that still has the question's start and needs few enough stored figures a point, and the narrowest nice
     * step that gives at most {@code points} points. The coarsest is taken when no other will do.
     *
     * @param from inclusive, epoch milliseconds
     * @param to exclusive
     * @param everyMillis the machine's sampling interval
     * @param keptFrom the oldest time that is still kept of a tier, epoch milliseconds
     */
    public static Choice choose(long from, long to, int points, long everyMillis, ToLongFunction<Tier> keptFrom) {
        for (Tier tier : Tier.values()) {
            long width = width(tier, everyMillis);
            if (from >= keptFrom.applyAsLong(tier) && (to - from) / width <= (long) STORED_A_POINT * points) {
                return new Choice(tier, step(from, to, points, width));
            }
        }
        return new Choice(Tier.HOUR, step(from, to, points, HOUR));
    }

    private static long width(Tier tier, long everyMillis) {
        return tier == Tier.RAW ? Math.max(1, everyMillis) : tier.widthMillis();
    }

    /** The narrowest nice step of at least {@code least} under which the range touches at most {@code points} buckets. */
    public static long step(long from, long to, int points, long least) {
        for (long step : NICE) {
            if (step >= least && Math.floorDiv(to - 1, step) - Math.floorDiv(from, step) < points) {
                return step;
            }
        }
        return NICE[NICE.length - 1];
    }
}
