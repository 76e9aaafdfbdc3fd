/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.machine.MachineFacts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What storage knows of a machine. Times are epoch milliseconds, hours and days are counted from the epoch.
 *
 * @param firstBlock the first sample ever; {@link Long#MAX_VALUE} before there is one
 * @param lastBlock the last sample of the newest block, 0 when there is none
 * @param uses the schemas it was introduced with, in the order of time
 * @param used the hours of which blocks came, by schema
 * @param touched the hours that have blocks which are not packed, each with a number that changes with every note
 * @param days those that have hours which are packed since the day was, each with a number that changes with every such hour
 * @param packedTo no hour from this one on is packed
 * @param groups the groups of its packed documents
 * @param kept from when on what is kept
 * @param damage what could not be read when it was packed: the ends of those times by their beginnings
 * @param version changes with every note and every packing
 */
public record Machine(
        MachineFacts facts,
        long firstSeen,
        long firstBlock,
        long lastBlock,
        List<Use> uses,
        Map<String, Hours> used,
        Map<Long, Long> touched,
        Map<Long, Long> days,
        long packedTo,
        Set<String> groups,
        Kept kept,
        Map<Long, Long> damage,
        long version) {
    /** An introduction comes after the samples that wait behind it. */
    private static final long BEFORE_INTRODUCTION = 15 * Stretch.MINUTE;

    /**
     * @param since when storage was told
     * @param everyMillis the sampling interval
     */
    public record Use(long since, String schema, long everyMillis) {}

    /** The first and the last of some hours. */
    public record Hours(long first, long last) {}

    public long rawFrom() {
        return kept.rawHour();
    }

    public long minuteFrom() {
        return kept.minuteDay();
    }

    /** The longest sampling interval in use at any time of a range; the present one when the range lies before all uses. */
    public long everyMillis(long from, long to) {
        return uses.stream()
                .filter(use -> inUse(use, from, to))
                .mapToLong(Use::everyMillis)
                .max()
                .orElse(facts.everyMillis());
    }

    /** The shortest sampling interval in use at any time of a range: it says how many samples there may be. */
    public long shortestMillis(long from, long to) {
        return uses.stream()
                .filter(use -> inUse(use, from, to))
                .mapToLong(Use::everyMillis)
                .min()
                .orElse(facts.everyMillis());
    }

    private boolean inUse(Use use, long from, long to) {
        int i = uses.indexOf(use);
        long begin = i == 0 ? Long.MIN_VALUE : use.since() - BEFORE_INTRODUCTION;
        long end = i + 1 == uses.size() ? Long.MAX_VALUE : uses.get(i + 1).since();
        return begin < to && end > from;
    }

    /** The schema that it was introduced with last; empty when it never was. */
    public Set<String> newestSchema() {
        return uses.isEmpty() ? Set.of() : Set.of(uses.get(uses.size() - 1).schema());
    }

    /** The schemas of the blocks of some hours, and the newest one. */
    public Set<String> schemas(long firstHour, long lastHour) {
        Set<String> schemas = used.entrySet().stream()
                .filter(one ->
                        one.getValue().first() <= lastHour && one.getValue().last() >= firstHour)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(HashSet::new));
        schemas.addAll(newestSchema());
        return schemas;
    }
}
