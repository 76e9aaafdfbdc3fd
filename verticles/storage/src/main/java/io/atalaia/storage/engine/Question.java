/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.platform.engine.series.StepChooser.Choice;
import io.atalaia.platform.engine.series.StepChooser.Tier;
import io.atalaia.platform.engine.series.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A question that was found to make sense.
 *
 * @param wanted the series that it is about
 * @param from inclusive, epoch milliseconds; a minute's start when minutes answer it
 * @param to exclusive
 * @param everyMillis the machine's sampling interval in that time
 * @param firstBlock the machine's first sample ever
 */
public record Question(
        String machine,
        List<SeriesId> wanted,
        long from,
        long to,
        As as,
        Choice choice,
        long everyMillis,
        long firstBlock) {

    public boolean isRaw() {
        return choice.tier() == Tier.RAW;
    }

    /** Where the samples begin that are needed: the first rate needs the sample before it. */
    public long needsFrom() {
        return as == As.RATE ? from - Track.unbrokenMillis(everyMillis) : from;
    }

    public long firstHour() {
        return Stretch.hourOf(Math.max(needsFrom(), firstBlock));
    }

    public long lastHour() {
        return Stretch.hourOf(to - 1);
    }

    /** The wanted series by group. */
    public Map<String, List<SeriesId>> groups() {
        Map<String, List<SeriesId>> groups = new TreeMap<>();
        wanted.forEach(id ->
                groups.computeIfAbsent(id.group(), group -> new ArrayList<>()).add(id));
        return groups;
    }
}
