/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.series;

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
        RAW("raw"),
        MINUTE("1m");

        private final String label;

        Tier(String label) {
            this.label = label;
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
     * step that gives at most {@code points} points.
     *
     * @param from inclusive, epoch milliseconds
     * @param to exclusive
     * @param everyMillis the machine's sampling interval
     * @param rawFrom the oldest time of which raw samples are still kept, epoch milliseconds
     */
    public static Choice choose(long from, long to, int points, long everyMillis, long rawFrom) {
        long raw = (to - from) / Math.max(1, everyMillis);
        boolean fine = from >= rawFrom && raw <= (long) STORED_A_POINT * points;
        return fine
                ? new Choice(Tier.RAW, step(from, to, points, everyMillis))
                : new Choice(Tier.MINUTE, step(from, to, points, MINUTE));
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
