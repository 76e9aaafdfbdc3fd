/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.series.Kind;
import io.atalaia.platform.engine.block.BlockCodec;
import io.atalaia.platform.engine.block.Columns;
import io.atalaia.platform.engine.block.CorruptBlock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The headline figures of one machine out of its newest blocks, one by one as they come. Any thread: a worker adds while others read. */
public final class RecentHeadlines {
    private final Map<Long, Map<String, double[][]>> hours = new LinkedHashMap<>();
    private HourIndex end = HourIndex.empty();

    /** Adds a block that is newer than those before; others change nothing. */
    public synchronized void add(KnownSchema schema, Columns columns, long everyMillis) {
        long[] times = columns.times();
        if (times.length == 0 || times[0] <= end.lastTime()) {
            return;
        }
        Map<String, SeriesId> ids = new HashMap<>();
        var rows = new Part(times, new HashMap<>());
        Map<String, Double> totals = new HashMap<>();
        for (int i = 0; i < columns.values().length; i++) {
            SeriesId id = schema.ids().get(i);
            if (columns.values()[i] != null && HeadlineHour.needs(id.series())) {
                ids.put(id.field(), id);
                rows.columns().put(id.field(), columns.values()[i]);
                double last = columns.values()[i][times.length - 1];
                if (id.series().kind() == Kind.COUNTER && !Double.isNaN(last)) {
                    totals.put(id.field(), last);
                }
            }
        }
        var headline = new HeadlineHour(everyMillis, end);
        headline.add(ids, rows);
        headline.tables().forEach((metric, bytes) -> add(Stretch.hourOf(times[0]), metric, bytes));
        end = HourIndex.end(times[times.length - 1], totals);
    }

    private void add(long hour, String metric, byte[] bytes) {
        double[][] more = FigureTable.decodeAny(bytes, HeadlineHour.COLUMNS, Stretch.FIVES_AN_HOUR);
        double[][] table = hours.computeIfAbsent(hour, one -> new HashMap<>())
                .computeIfAbsent(metric, one -> FigureTable.empty(HeadlineHour.COLUMNS, Stretch.FIVES_AN_HOUR));
        for (int bucket = 0; bucket < Stretch.FIVES_AN_HOUR; bucket++) {
            if (more[HeadlineHour.COUNT][bucket] > 0) {
                merge(table, more, bucket);
            }
        }
    }

    private static void merge(double[][] table, double[][] more, int bucket) {
        double before = Double.isNaN(table[HeadlineHour.COUNT][bucket]) ? 0 : table[HeadlineHour.COUNT][bucket];
        double added = more[HeadlineHour.COUNT][bucket];
        double sum = (before == 0 ? 0 : table[HeadlineHour.AVERAGE][bucket] * before)
                + more[HeadlineHour.AVERAGE][bucket] * added;
        table[HeadlineHour.COUNT][bucket] = before + added;
        table[HeadlineHour.AVERAGE][bucket] = sum / (before + added);
        table[HeadlineHour.MAXIMUM][bucket] = before == 0
                ? more[HeadlineHour.MAXIMUM][bucket]
                : Math.max(table[HeadlineHour.MAXIMUM][bucket], more[HeadlineHour.MAXIMUM][bucket]);
    }

    /** A copy of the table of {@link HeadlineHour} of a figure; null when there is none. */
    public synchronized double[][] table(long hour, String metric) {
        double[][] table = hours.getOrDefault(hour, Map.of()).get(metric);
        return table == null ? null : Arrays.stream(table).map(double[]::clone).toArray(double[][]::new);
    }

    /** Forgets hours before this one. */
    public synchronized void forget(long hour) {
        hours.keySet().removeIf(one -> one < hour);
    }

    /** The newest sample; 0 before the first. */
    public synchronized long lastTime() {
        return end.lastTime();
    }

    /** Adds blocks that are read again, in the order of time. */
    public void addStored(List<StoredBlock> blocks, Map<String, KnownSchema> schemas, long everyMillis) {
        blocks.stream()
                .sorted((one, other) -> Long.compare(one.from(), other.from()))
                .forEach(block -> {
                    KnownSchema schema = schemas.get(block.schema());
                    if (schema != null) {
                        try {
                            add(
                                    schema,
                                    BlockCodec.decode(
                                            block.payload(),
                                            place -> place < schema.ids().size()
                                                    && HeadlineHour.needs(schema.ids()
                                                            .get(place)
                                                            .series())),
                                    everyMillis);
                        } catch (CorruptBlock e) {
                            return;
                        }
                    }
                });
    }
}
