/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.platform.engine.series.StepChooser.Choice;
import io.atalaia.platform.engine.series.StepChooser.Tier;
import io.atalaia.platform.engine.series.Track;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A question that was found to make sense.
 *
 * @param wanted the series that it is about
 * @param from inclusive, epoch milliseconds; the start of a bucket of the tier that answers
 * @param to exclusive
 * @param known what storage knows of the machine
 */
public record Question(String machine, List<SeriesId> wanted, long from, long to, As as, Choice choice, Machine known) {

    /** The longest sampling interval in that time. */
    public long everyMillis() {
        return known.everyMillis(from, to);
    }

    public long everyMillis(long hour) {
        return known.everyMillis(hour * Stretch.HOUR, (hour + 1) * Stretch.HOUR);
    }

    public boolean isRaw() {
        return choice.tier() == Tier.RAW;
    }

    /** Where the samples begin that are needed: the first rate needs the sample before it. */
    public long needsFrom() {
        return as == As.RATE ? from - Track.unbrokenMillis(everyMillis()) : from;
    }

    public long firstHour() {
        return Stretch.hourOf(Math.max(needsFrom(), known.firstBlock()));
    }

    public long lastHour() {
        return Stretch.hourOf(to - 1);
    }

    /** The wanted series by group and field. */
    public Map<String, Map<String, SeriesId>> groups() {
        Map<String, Map<String, SeriesId>> groups = new TreeMap<>();
        wanted.forEach(id -> groups.computeIfAbsent(id.group(), group -> new LinkedHashMap<>())
                .put(id.field(), id));
        return groups;
    }

    /** The document of a group that holds an hour in the tier that answers, and what it holds. */
    public Holder holder(long hour, String group) {
        long day = Stretch.dayOfHour(hour);
        return switch (choice.tier()) {
            case RAW -> throw new IllegalStateException("samples have no buckets");
            case MINUTE ->
                new Holder(
                        Stretch.minutesId(day, machine, group),
                        day * Stretch.DAY,
                        Stretch.MINUTE,
                        Stretch.MINUTES_A_DAY);
            case FIVE_MINUTES ->
                new Holder(
                        Stretch.fivesId(day, machine, group),
                        day * Stretch.DAY,
                        Stretch.FIVE_MINUTES,
                        Stretch.FIVES_A_DAY);
            case HOUR -> month(Stretch.monthOfDay(day), group);
        };
    }

    private Holder month(long month, String group) {
        long start = Stretch.firstDayOfMonth(month) * Stretch.DAY;
        return new Holder(Stretch.hoursId(month, machine, group), start, Stretch.HOUR, Stretch.HOURS_A_MONTH);
    }

    /**
     * @param start of the first bucket, epoch milliseconds
     * @param width of a bucket
     */
    public record Holder(String id, long start, long width, int buckets) {
        int bucket(long hour) {
            return (int) ((hour * Stretch.HOUR - start) / width);
        }

        int bucketsAnHour() {
            return (int) (Stretch.HOUR / width);
        }
    }
}
