/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.storage.StorageApi.Answer;
import java.util.concurrent.TimeUnit;

/** How much of the past may be asked for at once, by whichever door. */
public final class QueryLimits {
    public static final int MOST_METRICS = 8;
    /** Of each series, when nobody says how many. */
    public static final int POINTS = 1_000;

    public static final int MOST_POINTS = 5_000;
    /** Milliseconds; the range when nobody says where it begins. */
    public static final long HOUR = TimeUnit.HOURS.toMillis(1);
    /** Milliseconds. */
    public static final long LONGEST = TimeUnit.DAYS.toMillis(400);

    private QueryLimits() {}

    /** How many points an answer has over all its series. */
    public static long points(Answer answer) {
        return answer.series().stream().mapToLong(one -> one.t().length).sum();
    }
}
