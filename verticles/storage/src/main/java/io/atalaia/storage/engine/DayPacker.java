/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.platform.engine.block.CorruptBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Packs a day: the minutes of its hours become one document for each group, and out of those follow the five minutes of the
 * day and the hours in its month. The same minutes give the same documents.
 */
public final class DayPacker {
    private final Work work;
    private final Damage damage = new Damage();
    private final Map<String, Map<String, byte[]>> documents = new LinkedHashMap<>();

    private DayPacker(Work work) {
        this.work = work;
    }

    /**
     * @param hours the minutes of each hour that is there; what a day's document says of the others stays
     * @param stored the documents of the day and of its month that are there already, by id
     */
    public record Work(String machine, long day, long fence, Map<Long, Tier> hours, Map<String, Tier> stored) {}

    public record Packed(List<Tier.Write> documents, Damage damage) {}

    /** The groups that these minutes have series of. */
    public static List<String> groups(Iterable<Tier> hours) {
        Map<String, Boolean> groups = new TreeMap<>();
        hours.forEach(hour -> hour.columns().keySet().forEach(path -> groups.put(path.split("\\.", 3)[1], true)));
        return List.copyOf(groups.keySet());
    }

    public static Packed pack(Work work) {
        return new DayPacker(work).packed();
    }

    private Packed packed() {
        Map<String, Map<Long, byte[]>> series = new TreeMap<>();
        work.hours().forEach((hour, tier) -> tier.columns()
                .forEach((path, bytes) ->
                        series.computeIfAbsent(path, one -> new HashMap<>()).put(hour, bytes)));
        keepOthers(groups(work.hours().values()));
        series.forEach((path, hours) -> {
            String[] words = path.split("\\.", 3);
            pack(words[1], words[2], hours);
        });
        List<Tier.Write> writes = new ArrayList<>();
        documents.forEach((id, columns) -> {
            Tier tier = work.stored().get(id);
            writes.add(new Tier.Write(id, tier == null ? Tier.ABSENT : tier.fence(), work.fence(), columns));
        });
        return new Packed(writes, damage);
    }

    /** Series that these hours do not have stay as they are. */
    private void keepOthers(List<String> groups) {
        groups.forEach(group -> List.of(minutesId(group), fivesId(group), hoursId(group))
                .forEach(id -> documents.put(
                        id,
                        work.stored().containsKey(id)
                                ? new LinkedHashMap<>(work.stored().get(id).columns())
                                : new LinkedHashMap<>())));
    }

    private void pack(String group, String field, Map<Long, byte[]> hours) {
        String path = Stretch.samplesPath(field);
        Map<Long, double[][]> minutes = new HashMap<>();
        hours.forEach((hour, bytes) -> {
            double[][] table = decoded(work.hours().get(hour).id(), path, bytes, Stretch.MINUTES_AN_HOUR, hour);
            if (table != null) {
                minutes.put(hour, table);
            }
        });
        if (minutes.isEmpty()) {
            return;
        }
        int width = minutes.values().iterator().next().length;
        double[][] day = stored(minutesId(group), path, width, Stretch.MINUTES_A_DAY);
        long first = work.day() * Stretch.HOURS_A_DAY;
        work.hours()
                .keySet()
                .forEach(hour -> FigureTable.put(
                        day,
                        minutes.get(hour),
                        (int) (hour - first) * Stretch.MINUTES_AN_HOUR,
                        Stretch.MINUTES_AN_HOUR));
        double[][] month = stored(hoursId(group), path, width, Stretch.HOURS_A_MONTH);
        int dayOfMonth = (int) (work.day() - Stretch.firstDayOfMonth(Stretch.monthOfDay(work.day())));
        FigureTable.put(
                month,
                FigureTable.coarser(day, Stretch.MINUTES_AN_HOUR),
                dayOfMonth * Stretch.HOURS_A_DAY,
                Stretch.HOURS_A_DAY);
        documents.get(minutesId(group)).put(path, FigureTable.encode(day));
        documents.get(fivesId(group)).put(path, FigureTable.encode(FigureTable.coarser(day, (int)
                (Stretch.FIVE_MINUTES / Stretch.MINUTE))));
        documents.get(hoursId(group)).put(path, FigureTable.encode(month));
    }

    private double[][] stored(String id, String path, int width, int buckets) {
        byte[] bytes = documents.get(id).get(path);
        double[][] table = bytes == null ? null : decoded(id, path, bytes, buckets, work.day() * Stretch.HOURS_A_DAY);
        return table == null || table.length != width ? FigureTable.empty(width, buckets) : table;
    }

    private double[][] decoded(String id, String path, byte[] bytes, int buckets, long hour) {
        try {
            return FigureTable.decode(bytes, buckets);
        } catch (CorruptBlock e) {
            damage.add(id + " " + path, hour * Stretch.HOUR, (hour + 1) * Stretch.HOUR);
            return null;
        }
    }

    private String minutesId(String group) {
        return Stretch.minutesId(work.day(), work.machine(), group);
    }

    private String fivesId(String group) {
        return Stretch.fivesId(work.day(), work.machine(), group);
    }

    private String hoursId(String group) {
        return Stretch.hoursId(Stretch.monthOfDay(work.day()), work.machine(), group);
    }
}
