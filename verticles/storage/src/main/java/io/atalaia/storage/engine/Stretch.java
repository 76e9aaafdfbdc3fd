/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import java.time.LocalDate;

/** Stretches of time, counted from the epoch, and the ids of the documents that hold them: each is computable from a question. */
public final class Stretch {
    public static final long MINUTE = 60_000;
    public static final long HOUR = 60 * MINUTE;
    public static final long DAY = 24 * HOUR;
    public static final long FIVE_MINUTES = 5 * MINUTE;
    public static final int MINUTES_AN_HOUR = 60;
    public static final int MINUTES_A_DAY = 1440;
    public static final int FIVES_AN_HOUR = 12;
    public static final int FIVES_A_DAY = 288;
    /** Of the longest month. */
    public static final int HOURS_A_MONTH = 31 * 24;

    public static final int HOURS_A_DAY = 24;

    private static final long MONTHS_A_YEAR = 12;

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

    /** The figures of each minute of an hour, until its day is packed. */
    public static String hourlyId(long hour, String machine, String part) {
        return "mh/" + hour + "@" + machine + "/" + part;
    }

    /** The column of a series in the minutes of an hour. */
    public static String hourlyPath(String group, String field) {
        return "s." + group + "." + field;
    }

    /** The figures of each minute of a day. */
    public static String minutesId(long day, String machine, String group) {
        return "1m/" + day + "@" + machine + "/" + group;
    }

    /** The figures of each five minutes of a day. */
    public static String fivesId(long day, String machine, String group) {
        return "5m/" + day + "@" + machine + "/" + group;
    }

    /** The figures of each hour of a month. */
    public static String hoursId(long month, String machine, String group) {
        return "1h/" + month + "@" + machine + "/" + group;
    }

    /** The process rows of an hour. */
    public static String processesId(long hour, String machine) {
        return "processes/" + hour + "@" + machine;
    }

    /** One headline figure of every machine in an hour. */
    public static String fleetId(long hour, String metric) {
        return "fleet/" + hour + "/" + metric;
    }

    /** Months are counted from January of the year 0; UTC. */
    public static long monthOfDay(long day) {
        var date = LocalDate.ofEpochDay(day);
        return date.getYear() * MONTHS_A_YEAR + date.getMonthValue() - 1;
    }

    public static long firstDayOfMonth(long month) {
        return LocalDate.of((int) Math.floorDiv(month, MONTHS_A_YEAR), (int) Math.floorMod(month, MONTHS_A_YEAR) + 1, 1)
                .toEpochDay();
    }

    /** The column of a series' samples. */
    public static String samplesPath(String field) {
        return "s." + field;
    }
}
