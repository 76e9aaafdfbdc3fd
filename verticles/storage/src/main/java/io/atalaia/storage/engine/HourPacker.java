/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.series.Kind;
import io.atalaia.platform.engine.block.ColumnCodec;
import io.atalaia.platform.engine.block.Columns.Processes;
import io.atalaia.platform.engine.series.Track;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Packs an hour: what is packed already and the blocks that are not become one document for each group, the minutes, the
 * process rows, and the index that names the blocks in them.
 */
public final class HourPacker {
    /** The most figures that are unpacked at a time: 16 MB, and as much again while they are put in order. */
    private static final long MOST_FIGURES = 2_000_000;

    private final Work work;
    private final Damage damage = new Damage();
    private final Reader reader;
    private final HourRows rows;
    private final HourIndex before;
    private final HeadlineHour headline;
    private final Map<String, Map<String, byte[]>> documents = new LinkedHashMap<>();
    private final Map<Long, Processes> looks = new TreeMap<>();
    private final Map<String, Double> counters = new HashMap<>();
    private final Set<String> groups = new LinkedHashSet<>();
    private boolean looked;
    private long lastTime;

    private HourPacker(Work work) {
        this.work = work;
        this.reader = new Reader(work.schemas(), damage);
        this.rows = new HourRows(work.index().blocks(), work.fresh(), Track.unbrokenMillis(work.everyMillis()));
        this.before = rows.follows(work.before().lastTime()) ? work.before() : HourIndex.empty();
        this.headline = new HeadlineHour(work.everyMillis(), before);
    }

    /**
     * @param everyMillis the longest sampling interval of the hour
     * @param index of this hour as it is packed so far
     * @param before the index of the hour before: the first rates need its last totals
     * @param fresh the blocks that are not packed yet, oldest first
     * @param schemas of all blocks, packed or not
     * @param stored the documents of the hour that are there already, by id: samples and processes whole, of the others the fence
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
     * @param documents to be written first, in any order
     * @param index to be written once all of them are: it says which blocks they hold
     * @param endMoved whether the hour's last totals are others than before
     */
    public record Packed(
            List<Tier.Write> documents, Tier.Write index, Set<String> groups, boolean endMoved, Damage damage) {}

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
        Map<String, Map<String, SeriesId>> slice = new LinkedHashMap<>();
        long most = Math.max(1, MOST_FIGURES / Math.max(1, rowCount()));
        long series = 0;
        for (var group : groups(work.schemas().values()).entrySet()) {
            for (SeriesId id : headlineFirst(group.getValue())) {
                slice.computeIfAbsent(group.getKey(), name -> new LinkedHashMap<>())
                        .put(id.field(), id);
                if (++series >= most) {
                    packSlice(slice);
                    slice.clear();
                    series = 0;
                }
            }
        }
        packSlice(slice);
        addProcesses();
        boolean endMoved = lastTime != work.index().lastTime()
                || !counters.equals(work.index().counters());
        return new Packed(writes(), index(), groups, endMoved, damage);
    }

    private long rowCount() {
        long fresh = work.fresh().stream().mapToLong(StoredBlock::samples).sum();
        long stored =
                work.stored().values().stream().mapToLong(reader::rows).max().orElse(0);
        return fresh + stored;
    }

    /** What a headline figure is made from has to be in one slice. */
    private static List<SeriesId> headlineFirst(Map<String, SeriesId> ids) {
        List<SeriesId> ordered = new ArrayList<>();
        ids.values().stream().filter(id -> HeadlineHour.needs(id.series())).forEach(ordered::add);
        ids.values().stream().filter(id -> !HeadlineHour.needs(id.series())).forEach(ordered::add);
        return ordered;
    }

    private void packSlice(Map<String, Map<String, SeriesId>> slice) {
        Map<String, List<Part>> parts = new HashMap<>();
        slice.forEach((group, ids) -> parts.put(group, new ArrayList<>(stored(group, ids))));
        for (StoredBlock block : work.fresh()) {
            Reader.Opened opened = reader.block(block, slice);
            opened.parts().forEach((group, part) -> parts.get(group).add(rows.fresh(block, part)));
            look(block, opened.processes());
        }
        looked = true;
        slice.forEach((group, ids) -> packGroup(group, ids, parts.get(group)));
    }

    private List<Part> stored(String group, Map<String, SeriesId> ids) {
        Tier tier = work.stored().get(Stretch.rawId(work.hour(), work.machine(), group));
        return reader.packed(tier, work.hour(), ids.keySet()).stream()
                .map(rows::packed)
                .toList();
    }

    private void look(StoredBlock block, List<Processes> seen) {
        if (!looked) {
            seen.stream().filter(look -> rows.counts(block, look.time())).forEach(look -> looks.put(look.time(), look));
        }
    }

    private void addProcesses() {
        String id = Stretch.processesId(work.hour(), work.machine());
        ProcessHour.looks(work.stored().get(id), reader, work.hour()).stream()
                .filter(look -> rows.countsPacked(look.time()))
                .forEach(look -> looks.putIfAbsent(look.time(), look));
        if (!looks.isEmpty()) {
            documents.put(id, ProcessHour.columns(looks.values()));
        }
    }

    private void packGroup(String group, Map<String, SeriesId> ids, List<Part> parts) {
        Part all = HourRows.merged(parts);
        if (all.times().length == 0) {
            return;
        }
        groups.add(group);
        Map<String, byte[]> samples = document(Stretch.rawId(work.hour(), work.machine(), group));
        Map<String, byte[]> minutes = document(Stretch.hourlyId(work.hour(), work.machine(), SeriesId.part(group)));
        samples.computeIfAbsent("t", path -> ColumnCodec.encodeLongs(all.times()));
        ids.forEach((field, id) -> {
            double[] column = all.columns().get(field);
            if (column != null) {
                samples.put(Stretch.samplesPath(field), ColumnCodec.encode(column));
                minutes.put(Stretch.hourlyPath(group, field), minutes(id, all.times(), column));
            }
        });
        headline.add(ids, all);
        noteEnd(ids, all);
    }

    private Map<String, byte[]> document(String id) {
        return documents.computeIfAbsent(id, made -> new LinkedHashMap<>());
    }

    private byte[] minutes(SeriesId id, long[] times, double[] column) {
        Track track = withSampleBefore(id, new Track(times, column), before);
        return FigureTable.encode(FigureTable.minutes(id.series(), work.hour(), track, work.everyMillis()));
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

    private void noteEnd(Map<String, SeriesId> ids, Part all) {
        int last = all.times().length - 1;
        if (all.times()[last] < lastTime) {
            return;
        }
        if (all.times()[last] > lastTime) {
            lastTime = all.times()[last];
            counters.clear();
        }
        ids.forEach((field, id) -> {
            double[] column = all.columns().get(field);
            if (id.series().kind() == Kind.COUNTER && column != null && Double.isFinite(column[last])) {
                counters.put(field, column[last]);
            }
        });
    }

    private Tier.Write index() {
        var blocks = work.index().blocks().copy();
        blocks.addAll(work.fresh());
        var index = new HourIndex(blocks, lastTime, work.before().lastTime(), counters, headline.tables());
        return write(Stretch.indexId(work.hour(), work.machine()), index.columns());
    }

    private List<Tier.Write> writes() {
        List<Tier.Write> writes = new ArrayList<>();
        documents.forEach((id, columns) -> writes.add(write(id, columns)));
        return writes;
    }

    private Tier.Write write(String id, Map<String, byte[]> columns) {
        Tier tier = work.stored().get(id);
        return new Tier.Write(id, tier == null ? Tier.ABSENT : tier.fence(), work.fence(), columns);
    }
}
