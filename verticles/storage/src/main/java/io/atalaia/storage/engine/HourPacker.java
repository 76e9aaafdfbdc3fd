/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.series.Kind;
import io.atalaia.platform.engine.block.ColumnCodec;
import io.atalaia.platform.engine.series.Track;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Packs an hour: what is packed already and the blocks that are not become one document for each group and tier. */
public final class HourPacker {
    /** The most figures that are unpacked at a time: 32 MB. A larger hour is packed group after group. */
    private static final long MOST_FIGURES = 4_000_000;

    private static final long ROWS_A_BLOCK = 60;

    private final Work work;
    private final Damage damage = new Damage();
    private final Reader reader;
    private final List<Tier.Write> writes = new ArrayList<>();
    private final Map<String, Double> counters = new HashMap<>();
    private long lastTime;

    private HourPacker(Work work) {
        this.work = work;
        this.reader = new Reader(work.schemas(), damage);
        this.lastTime = work.index().lastTime();
        this.counters.putAll(work.index().counters());
    }

    /**
     * @param index of this hour as it is packed so far
     * @param before the index of the hour before: the first rates need its last totals
     * @param fresh the blocks that are not packed yet, oldest first
     * @param stored the documents of the groups that are there already, by id: samples whole, of minutes the fence
     */
    public record Work(
            String machine,
            long hour,
            long fence,
            long everyMillis,
            HourIndex index,
            HourIndex before,
            List<StoredBlock> fresh,
            Map<String, KnownSchema> schemas,
            Map<String, Tier> stored) {}

    /**
     * @param groups to be written first, in any order
     * @param index to be written once all of them are: it says which blocks they hold
     */
    public record Packed(List<Tier.Write> groups, Tier.Write index, Damage damage) {}

    /** The groups that blocks of these schemas belong to, each with its series by field. */
    public static Map<String, Map<String, SeriesId>> groups(Iterable<KnownSchema> schemas) {
        Map<String, Map<String, SeriesId>> groups = new TreeMap<>();
        schemas.forEach(
                schema -> schema.ids().forEach(id -> groups.computeIfAbsent(id.group(), group -> new LinkedHashMap<>())
                        .put(id.field(), id)));
        return groups;
    }

    /** The same work gives the same documents. */
    public static Packed pack(Work work) {
        return new HourPacker(work).packed();
    }

    private Packed packed() {
        var groups = groups(work.schemas().values());
        Map<String, Map<String, SeriesId>> slice = new LinkedHashMap<>();
        long series = 0;
        for (var group : groups.entrySet()) {
            series += group.getValue().size();
            slice.put(group.getKey(), group.getValue());
            if (series * work.fresh().size() * ROWS_A_BLOCK > MOST_FIGURES) {
                packSlice(slice);
                slice.clear();
                series = 0;
            }
        }
        packSlice(slice);
        return new Packed(writes, index(), damage);
    }

    private void packSlice(Map<String, Map<String, SeriesId>> slice) {
        Map<String, List<Part>> parts = new HashMap<>();
        slice.forEach((group, ids) -> parts.put(group, new ArrayList<>(stored(group))));
        for (StoredBlock block : work.fresh()) {
            reader.block(block, slice.keySet(), Set.of())
                    .forEach((group, part) -> parts.get(group).add(part));
        }
        slice.forEach((group, ids) -> packGroup(group, ids, parts.get(group)));
    }

    private List<Part> stored(String group) {
        Tier tier = work.stored().get(Stretch.rawId(work.hour(), work.machine(), group));
        return tier == null ? List.of() : reader.packed(tier, work.hour(), Reader.fields(tier));
    }

    private void packGroup(String group, Map<String, SeriesId> ids, List<Part> parts) {
        Part rows = Rows.merged(parts);
        if (rows.times().length == 0) {
            return;
        }
        Map<String, byte[]> samples = new LinkedHashMap<>();
        samples.put("t", ColumnCodec.encodeLongs(rows.times()));
        rows.columns().forEach((field, column) -> samples.put(Stretch.samplesPath(field), ColumnCodec.encode(column)));
        writes.add(write(Stretch.rawId(work.hour(), work.machine(), group), samples));
        Map<String, byte[]> minutes = new LinkedHashMap<>();
        ids.forEach((field, id) -> {
            if (rows.columns().containsKey(field)) {
                minutes.put(Stretch.minutesPath(field, work.hour()), minutes(id, rows));
            }
        });
        long day = Stretch.dayOfHour(work.hour());
        writes.add(write(Stretch.minutesId(day, work.machine(), group), minutes));
        noteEnd(ids, rows);
    }

    private byte[] minutes(SeriesId id, Part rows) {
        Track track =
                withSampleBefore(id, new Track(rows.times(), rows.columns().get(id.field())), work.before());
        return MinuteFigures.encode(MinuteFigures.of(id.series(), work.hour(), track, work.everyMillis()));
    }

    /** Puts the last total of the hour before in front of a counter's samples. */
    static Track withSampleBefore(SeriesId id, Track track, HourIndex before) {
        Double value = before.counters().get(id.field());
        if (id.series().kind() != Kind.COUNTER
                || value == null
                || track.times().length == 0
                || before.lastTime() >= track.times()[0]) {
            return track;
        }
        long[] times = new long[track.times().length + 1];
        double[] values = new double[times.length];
        times[0] = before.lastTime();
        values[0] = value;
        System.arraycopy(track.times(), 0, times, 1, times.length - 1);
        System.arraycopy(track.values(), 0, values, 1, times.length - 1);
        return new Track(times, values);
    }

    private void noteEnd(Map<String, SeriesId> ids, Part rows) {
        int last = rows.times().length - 1;
        if (rows.times()[last] < lastTime) {
            return;
        }
        if (rows.times()[last] > lastTime) {
            lastTime = rows.times()[last];
            counters.clear();
        }
        ids.forEach((field, id) -> {
            double[] column = rows.columns().get(field);
            if (id.series().kind() == Kind.COUNTER && column != null && !Double.isNaN(column[last])) {
                counters.put(field, column[last]);
            }
        });
    }

    private Tier.Write index() {
        var blocks = work.index().blocks();
        blocks.addAll(work.fresh());
        return write(Stretch.indexId(work.hour(), work.machine()), new HourIndex(blocks, lastTime, counters).columns());
    }

    private Tier.Write write(String id, Map<String, byte[]> columns) {
        Tier tier = work.stored().get(id);
        return new Tier.Write(id, tier == null ? Tier.ABSENT : tier.fence(), work.fence(), columns);
    }
}
