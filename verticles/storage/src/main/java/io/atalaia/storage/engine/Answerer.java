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
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Makes an answer out of what was found; of one question, on one thread. */
public final class Answerer {
    /** Stored figures that one question may read: 64 MB. */
    public static final long MOST_FIGURES = 8_000_000;

    private final Question question;
    private final Found found;
    private final Damage damage = new Damage();
    private final Reader reader;
    private final Map<String, Map<String, SeriesId>> groups;
    private final Map<Long, List<StoredBlock>> freshByHour;
    private final Map<Long, HourRows> rowsByHour = new HashMap<>();
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
        this.groups = question.groups();
        this.reader = new Reader(found.schemas(), damage, MOST_FIGURES);
        this.freshByHour = found.blocks().stream()
                .filter(block -> !index(Stretch.hourOf(block.from())).blocks().has(block))
                .sorted(Comparator.comparingLong(StoredBlock::from).thenComparing(StoredBlock::key))
                .collect(Collectors.groupingBy(block -> Stretch.hourOf(block.from())));
    }

    public Outcome answer() {
        List<Points> series = new ArrayList<>();
        long[] times = question.isRaw() ? samples(series) : buckets(series);
        question.known().damage().forEach((from, to) -> damage.add("packed " + from, from, to));
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
        long from = Math.max(question.from(), question.known().firstBlock());
        long to = Math.min(question.to(), found.lastBlock() + 1);
        long unbroken = Track.unbrokenMillis(question.everyMillis());
        long width = question.choice().tier().widthMillis();
        return question.isRaw()
                ? new Gaps(from, to, unbroken, 0).in(times)
                : new Gaps(from, to, Math.max(width - 1, unbroken), width).in(times);
    }

    private long[] samples(List<Points> series) {
        var grid = grid();
        List<long[]> times = new ArrayList<>();
        groups.forEach((group, ids) -> {
            List<Part> parts = new ArrayList<>();
            for (long hour = question.firstHour(); hour <= question.lastHour(); hour++) {
                parts.addAll(rows(hour, group, ids));
            }
            Part rows = HourRows.merged(parts);
            times.add(rows.times());
            ids.values().forEach(id -> series.add(points(grid, id, rows)));
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

    private HourRows rows(long hour) {
        return rowsByHour.computeIfAbsent(
                hour,
                one -> new HourRows(
                        index(one).blocks(),
                        freshByHour.getOrDefault(one, List.of()),
                        Track.unbrokenMillis(question.everyMillis(one))));
    }

    /** The rows of an hour, packed and not packed. */
    private List<Part> rows(long hour, String group, Map<String, SeriesId> ids) {
        HourRows counting = rows(hour);
        Tier tier = found.tiers().get(Stretch.rawId(hour, question.machine(), group));
        List<Part> parts = new ArrayList<>();
        reader.packed(tier, hour, ids.keySet()).forEach(part -> parts.add(counting.packed(part)));
        for (StoredBlock block : freshByHour.getOrDefault(hour, List.of())) {
            Part part = opened(block).get(group);
            if (part != null) {
                parts.add(counting.fresh(block, part));
            }
        }
        return parts;
    }

    /** Each block is decoded once, whatever number of groups is asked for. */
    private Map<String, Part> opened(StoredBlock block) {
        return opened.computeIfAbsent(block, one -> reader.some(one, groups));
    }

    private long[] buckets(List<Points> series) {
        var grid = grid();
        List<long[]> times = new ArrayList<>();
        groups.forEach((group, ids) -> {
            Map<Long, Part> computed = new HashMap<>();
            freshByHour.keySet().stream()
                    .filter(hour -> hour >= question.firstHour() && hour <= question.lastHour())
                    .forEach(hour -> computed.put(hour, HourRows.merged(rows(hour, group, ids))));
            for (SeriesId id : ids.values()) {
                List<Points> pieces = pieces(id, computed);
                pieces.forEach(points -> times.add(points.t()));
                series.add(grid.coarser(id.series(), pieces));
            }
        });
        return starts(union(times), question.choice().tier().widthMillis());
    }

    /** Minutes of hours that are not in the tier yet count for its buckets. */
    private static long[] starts(long[] times, long width) {
        return LongStream.of(times)
                .map(time -> Math.floorDiv(time, width) * width)
                .distinct()
                .toArray();
    }

    /** Hour by hour where the minutes of an hour are newer than the tier; the rest of a document at once. */
    private List<Points> pieces(SeriesId id, Map<Long, Part> computed) {
        List<Points> pieces = new ArrayList<>();
        long hour = question.firstHour();
        while (hour <= question.lastHour()) {
            double[][] minutes = minutes(id, hour, computed);
            if (minutes != null) {
                pieces.add(FigureTable.points(
                        id.series(),
                        minutes,
                        hour * Stretch.HOUR,
                        Stretch.MINUTE,
                        0,
                        Stretch.MINUTES_AN_HOUR,
                        question.as()));
                hour++;
            } else {
                long end = endOfPiece(id, hour, computed);
                Points piece = stored(id, hour, end);
                if (piece != null) {
                    pieces.add(piece);
                }
                hour = end;
            }
        }
        return pieces;
    }

    private boolean hasMinutes(SeriesId id, long hour, Map<Long, Part> computed) {
        return computed.containsKey(hour)
                || found.tiers().containsKey(Stretch.hourlyId(hour, question.machine(), SeriesId.part(id.group())));
    }

    private long endOfPiece(SeriesId id, long hour, Map<Long, Part> computed) {
        String holder = question.holder(hour, id.group()).id();
        long end = hour + 1;
        while (end <= question.lastHour()
                && !hasMinutes(id, end, computed)
                && question.holder(end, id.group()).id().equals(holder)) {
            end++;
        }
        return end;
    }

    /** The minutes of an hour that are newer than the tier; null when the tier has them. */
    private double[][] minutes(SeriesId id, long hour, Map<Long, Part> computed) {
        Part rows = computed.get(hour);
        if (rows != null && rows.columns().containsKey(id.field())) {
            return table(id, hour, computed);
        }
        Tier tier = found.tiers().get(Stretch.hourlyId(hour, question.machine(), SeriesId.part(id.group())));
        byte[] bytes = tier == null ? null : tier.columns().get(Stretch.hourlyPath(id.group(), id.field()));
        return bytes == null ? null : decoded(tier.id(), hour, bytes, Stretch.MINUTES_AN_HOUR);
    }

    private double[][] table(SeriesId id, long hour, Map<Long, Part> computed) {
        Part rows = computed.get(hour);
        Track track = new Track(rows.times(), rows.columns().get(id.field()));
        HourIndex before = computed.containsKey(hour - 1) ? end(id, computed.get(hour - 1)) : index(hour - 1);
        Track whole = rows(hour).follows(before.lastTime()) ? HourPacker.withSampleBefore(id, track, before) : track;
        return FigureTable.minutes(id.series(), hour, whole, question.everyMillis(hour));
    }

    /** What the index of an hour will say of a series once the hour is packed. */
    private static HourIndex end(SeriesId id, Part rows) {
        double[] column = rows.columns().get(id.field());
        int last = rows.times().length - 1;
        return column == null || last < 0 || Double.isNaN(column[last])
                ? HourIndex.empty()
                : HourIndex.end(rows.times()[last], Map.of(id.field(), column[last]));
    }

    private Points stored(SeriesId id, long hour, long end) {
        var holder = question.holder(hour, id.group());
        Tier tier = found.tiers().get(holder.id());
        byte[] bytes = tier == null ? null : tier.columns().get(Stretch.samplesPath(id.field()));
        double[][] table = bytes == null ? null : decoded(tier.id(), hour, bytes, holder.buckets());
        return table == null
                ? null
                : FigureTable.points(
                        id.series(),
                        table,
                        holder.start(),
                        holder.width(),
                        holder.bucket(hour),
                        holder.bucket(end - 1) + holder.bucketsAnHour(),
                        question.as());
    }

    private double[][] decoded(String id, long hour, byte[] bytes, int buckets) {
        try {
            return FigureTable.decode(bytes, buckets);
        } catch (CorruptBlock e) {
            damage.add(id, hour * Stretch.HOUR, (hour + 1) * Stretch.HOUR);
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
