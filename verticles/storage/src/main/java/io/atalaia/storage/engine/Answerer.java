/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.Gap;
import io.atalaia.contracts.storage.StorageApi.Points;
import io.atalaia.platform.engine.block.CorruptBlock;
import io.atalaia.platform.engine.series.Downsampler;
import io.atalaia.platform.engine.series.Gaps;
import io.atalaia.platform.engine.series.Track;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Makes an answer out of what was found; of one question, on one thread. */
public final class Answerer {
    private final Question question;
    private final Found found;
    private final Damage damage = new Damage();
    private final Reader reader;
    private final Set<String> groups;
    private final Set<String> fields;
    private final Map<Long, List<StoredBlock>> freshByHour;
    private final Map<StoredBlock, Map<String, Part>> opened = new HashMap<>();

    /**
     * @param blocks of the hours that have blocks which are not packed
     * @param indexes of those hours and of the ones before them
     * @param tiers the documents of the wanted groups, by id, with the wanted columns
     * @param lastBlock the newest sample known so far, epoch milliseconds; 0 when there is none
     */
    public record Found(
            List<StoredBlock> blocks,
            Map<String, KnownSchema> schemas,
            Map<Long, HourIndex> indexes,
            Map<String, Tier> tiers,
            long lastBlock) {}

    /** An answer, and what could not be read for it. */
    public record Outcome(Answer answer, Damage damage) {}

    public Answerer(Question question, Found found) {
        this.question = question;
        this.found = found;
        this.groups = question.groups().keySet();
        this.fields = question.wanted().stream().map(SeriesId::field).collect(Collectors.toSet());
        this.reader = new Reader(found.schemas(), damage);
        this.freshByHour = found.blocks().stream()
                .filter(block -> !index(Stretch.hourOf(block.from())).blocks().has(block))
                .sorted(Comparator.comparingLong(StoredBlock::from).thenComparing(StoredBlock::key))
                .collect(Collectors.groupingBy(block -> Stretch.hourOf(block.from())));
    }

    public Outcome answer() {
        List<Points> series = new ArrayList<>();
        long[] times = question.isRaw() ? samples(series) : minutes(series);
        List<Gap> gaps = new ArrayList<>(gaps(times));
        gaps.addAll(damage.gaps(question.from(), question.to()));
        long until = found.lastBlock() == 0 ? 0 : found.lastBlock() + 1;
        var choice = question.choice();
        return new Outcome(new Answer(choice.tier().label(), choice.stepMillis(), until, shown(series), gaps), damage);
    }

    /** Series without a single point in the range say nothing. */
    private static List<Points> shown(List<Points> series) {
        return series.stream().filter(points -> points.t().length > 0).toList();
    }

    private HourIndex index(long hour) {
        return found.indexes().getOrDefault(hour, HourIndex.empty());
    }

    private List<Gap> gaps(long[] times) {
        long from = Math.max(question.from(), question.firstBlock());
        long to = Math.min(question.to(), found.lastBlock() + 1);
        long unbroken = Track.unbrokenMillis(question.everyMillis());
        return question.isRaw()
                ? new Gaps(from, to, unbroken, 0).in(times)
                : new Gaps(from, to, Math.max(Stretch.MINUTE - 1, unbroken), Stretch.MINUTE).in(times);
    }

    private long[] samples(List<Points> series) {
        var grid = grid();
        List<long[]> times = new ArrayList<>();
        question.groups().forEach((group, ids) -> {
            List<Part> parts = new ArrayList<>();
            for (long hour = question.firstHour(); hour <= question.lastHour(); hour++) {
                parts.addAll(rows(hour, group, ids));
            }
            Part rows = Rows.merged(parts);
            times.add(rows.times());
            ids.forEach(id -> series.add(points(grid, id, rows)));
        });
        return union(times);
    }

    private Points points(Downsampler grid, SeriesId id, Part rows) {
        double[] column = rows.columns().get(id.field());
        Track track = column == null ? new Track(new long[0], new double[0]) : new Track(rows.times(), column);
        return question.as() == As.RATE
                ? grid.rates(id.series(), track, question.everyMillis())
                : grid.values(id.series(), track);
    }

    /** The rows of an hour, packed and not packed. */
    private List<Part> rows(long hour, String group, List<SeriesId> ids) {
        List<String> mine = ids.stream().map(SeriesId::field).toList();
        Tier tier = found.tiers().get(Stretch.rawId(hour, question.machine(), group));
        List<Part> parts = new ArrayList<>(reader.packed(tier, hour, mine));
        for (StoredBlock block : freshByHour.getOrDefault(hour, List.of())) {
            Part part = opened(block).get(group);
            if (part != null) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** Each block is decoded once, whatever number of groups is asked for. */
    private Map<String, Part> opened(StoredBlock block) {
        return opened.computeIfAbsent(block, one -> reader.block(one, groups, fields));
    }

    private long[] minutes(List<Points> series) {
        var grid = grid();
        List<long[]> times = new ArrayList<>();
        question.groups().forEach((group, ids) -> {
            Map<Long, Part> computed = new HashMap<>();
            freshByHour.keySet().stream()
                    .filter(hour -> hour >= question.firstHour() && hour <= question.lastHour())
                    .forEach(hour -> computed.put(hour, Rows.merged(rows(hour, group, ids))));
            for (SeriesId id : ids) {
                List<Points> hours = hours(id, computed);
                hours.forEach(points -> times.add(points.t()));
                series.add(grid.coarser(id.series(), hours));
            }
        });
        return union(times);
    }

    private List<Points> hours(SeriesId id, Map<Long, Part> computed) {
        List<Points> hours = new ArrayList<>();
        for (long hour = question.firstHour(); hour <= question.lastHour(); hour++) {
            Part rows = computed.get(hour);
            double[][] table = rows != null && rows.columns().containsKey(id.field())
                    ? table(id, hour, computed)
                    : packed(id, hour);
            if (table != null) {
                hours.add(MinuteFigures.points(id.series(), hour, table, question.as()));
            }
        }
        return hours;
    }

    private double[][] table(SeriesId id, long hour, Map<Long, Part> computed) {
        Part rows = computed.get(hour);
        Track track = new Track(rows.times(), rows.columns().get(id.field()));
        HourIndex before = computed.containsKey(hour - 1) ? end(id, computed.get(hour - 1)) : index(hour - 1);
        Track whole = HourPacker.withSampleBefore(id, track, before);
        return MinuteFigures.of(id.series(), hour, whole, question.everyMillis());
    }

    /** What the index of an hour will say of a series once the hour is packed. */
    private static HourIndex end(SeriesId id, Part rows) {
        double[] column = rows.columns().get(id.field());
        int last = rows.times().length - 1;
        return column == null || Double.isNaN(column[last])
                ? HourIndex.empty()
                : new HourIndex(new BlockList(), rows.times()[last], Map.of(id.field(), column[last]));
    }

    private double[][] packed(SeriesId id, long hour) {
        long day = Stretch.dayOfHour(hour);
        Tier tier = found.tiers().get(Stretch.minutesId(day, question.machine(), id.group()));
        String path = Stretch.minutesPath(id.field(), hour);
        byte[] bytes = tier == null ? null : tier.columns().get(path);
        try {
            return bytes == null ? null : MinuteFigures.decode(id.series(), bytes);
        } catch (CorruptBlock e) {
            reader.damaged(tier, hour, path);
            return null;
        }
    }

    private Downsampler grid() {
        return new Downsampler(question.from(), question.to(), question.choice().stepMillis());
    }

    private static long[] union(List<long[]> times) {
        return times.size() == 1
                ? times.get(0)
                : times.stream()
                        .flatMapToLong(LongStream::of)
                        .sorted()
                        .distinct()
                        .toArray();
    }
}
