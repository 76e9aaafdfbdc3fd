/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

/** The events of a machine and a UTC day: the document that holds them is computable from a question. */
public final class EventDay {
    /** The most events that a day of a machine keeps; what comes beyond is counted. */
    public static final int MOST = 2_000;

    private EventDay() {}

    public static long of(long millis) {
        return Math.floorDiv(millis, Stretch.DAY);
    }

    /** Time comes first, so that inserts stay at one edge of the index. */
    public static String id(long day, String machine) {
        return day + "@" + machine;
    }
}
