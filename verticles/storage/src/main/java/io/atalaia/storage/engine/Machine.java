/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.machine.MachineFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What storage knows of a machine. Times are epoch milliseconds, hours and days are counted from the epoch.
 *
 * @param firstBlock the first sample ever; {@link Long#MAX_VALUE} before there is one
 * @param lastBlock the last sample of the newest block, 0 when there is none
 * @param uses the schemas it has used, in the order of time
 * @param touched the hours that have blocks which are not packed, each with a number that changes with every note
 * @param packedTo no hour from this one on is packed
 * @param groups the groups of its packed documents
 * @param rawFrom no packed samples of hours before this one are kept
 * @param minuteFrom no minutes of days before this one are kept
 * @param version changes with every note and every packing
 */
public record Machine(
        MachineFacts facts,
        long firstSeen,
        long firstBlock,
        long lastBlock,
        List<Use> uses,
        Map<Long, Long> touched,
        long packedTo,
        Set<String> groups,
        long rawFrom,
        long minuteFrom,
        long version) {
    /** An introduction comes after the samples that wait behind it. */
    private static final long BEFORE_INTRODUCTION = 15 * Stretch.MINUTE;

    /**
     * @param since when storage was told
     * @param everyMillis the sampling interval
     */
    public record Use(long since, String schema, long everyMillis) {}

    /** The longest sampling interval in use at any time of a range; the present one when the range lies before all uses. */
    public long everyMillis(long from, long to) {
        long longest = 0;
        for (int i = 0; i < uses.size(); i++) {
            long begin = i == 0 ? Long.MIN_VALUE : uses.get(i).since() - BEFORE_INTRODUCTION;
            long end = i + 1 == uses.size() ? Long.MAX_VALUE : uses.get(i + 1).since();
            if (begin < to && end > from) {
                longest = Math.max(longest, uses.get(i).everyMillis());
            }
        }
        return longest == 0 ? facts.everyMillis() : longest;
    }
}
