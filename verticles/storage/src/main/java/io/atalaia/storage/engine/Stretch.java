/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

/** Stretches of time, counted from the epoch, and the ids of the documents that hold them: each is computable from a question. */
public final class Stretch {
    public static final long MINUTE = 60_000;
    public static final long HOUR = 60 * MINUTE;
    public static final long DAY = 24 * HOUR;
    public static final int MINUTES_AN_HOUR = 60;
    public static final int HOURS_A_DAY = 24;

    private Stretch() {}

    public static long minuteOf(long millis) {
        return Math.floorDiv(millis, MINUTE);
    }

    public static long hourOf(long millis) {
        return Math.floorDiv(millis, HOUR);
    }

    public static long dayOfHour(long hour) {
        return Math.floorDiv(hour, HOURS_A_DAY);
    }

    /** The blocks of a minute. Time comes first, so that inserts stay at one edge of the index. */
    public static String blocksId(long minute, String machine) {
        return minute + "@" + machine;
    }

    /** The packed samples of an hour. */
    public static String rawId(long hour, String machine, String group) {
        return "raw/" + hour + "@" + machine + "/" + group;
    }

    /** What an hour's packed documents hold: the list of blocks, and the counters at its end. */
    public static String indexId(long hour, String machine) {
        return rawId(hour, machine, "index");
    }

    /** The figures of each minute of a day. */
    public static String minutesId(long day, String machine, String group) {
        return "1m/" + day + "@" + machine + "/" + group;
    }

    /** The column of a series' minutes in an hour of that day. */
    public static String minutesPath(String field, long hour) {
        return samplesPath(field) + ".h" + Math.floorMod(hour, HOURS_A_DAY);
    }

    /** The column of a series' samples. */
    public static String samplesPath(String field) {
        return "s." + field;
    }
}
