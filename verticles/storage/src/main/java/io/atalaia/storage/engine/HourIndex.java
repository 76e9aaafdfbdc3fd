/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.platform.engine.block.ColumnCodec;
import io.atalaia.platform.engine.block.CorruptBlock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is said of a packed hour beside its columns.
 *
 * @param blocks those that it holds
 * @param lastTime of its last row, in epoch milliseconds; 0 when it is empty
 * @param beforeTime of the last row of the hour before, as it was when this hour's figures were computed
 * @param counters the value of each counter in the last row, by field: the next hour's first rate needs it
 * @param headline the tables of {@link HeadlineHour}, by metric
 */
public record HourIndex(
        BlockList blocks, long lastTime, long beforeTime, Map<String, Double> counters, Map<String, byte[]> headline) {
    private static final String TIMES = "times";
    private static final String FIELDS = "fields";
    private static final String VALUES = "values";
    /** Before the metric's name. */
    public static final String HEADLINE = "h.";

    public static HourIndex empty() {
        return new HourIndex(new BlockList(), 0, 0, Map.of(), Map.of());
    }

    /** The index of an hour of which only its end is known. */
    static HourIndex end(long lastTime, Map<String, Double> counters) {
        return new HourIndex(new BlockList(), lastTime, 0, counters, Map.of());
    }

    /** @param tier null for an hour that is not packed */
    public static HourIndex of(Tier tier) {
        if (tier == null) {
            return empty();
        }
        try {
            long[] times = tier.columns().containsKey(TIMES)
                    ? ColumnCodec.decodeLongs(tier.columns().get(TIMES))
                    : new long[2];
            return new HourIndex(BlockList.of(tier.columns()), times[0], times[1], counters(tier), headline(tier));
        } catch (CorruptBlock e) {
            return empty();
        }
    }

    private static Map<String, Double> counters(Tier tier) {
        Map<String, Double> counters = new HashMap<>();
        if (tier.columns().containsKey(FIELDS) && tier.columns().containsKey(VALUES)) {
            byte[] fields = tier.columns().get(FIELDS);
            double[] values = ColumnCodec.decode(tier.columns().get(VALUES));
            for (int i = 0; i < Math.min(fields.length / Long.BYTES, values.length); i++) {
                counters.put(HexFormat.of().formatHex(fields, i * Long.BYTES, (i + 1) * Long.BYTES), values[i]);
            }
        }
        return counters;
    }

    private static Map<String, byte[]> headline(Tier tier) {
        Map<String, byte[]> headline = new TreeMap<>();
        tier.columns().forEach((path, bytes) -> {
            if (path.startsWith(HEADLINE)) {
                headline.put(path.substring(HEADLINE.length()), bytes);
            }
        });
        return headline;
    }

    public Map<String, byte[]> columns() {
        var sorted = new TreeMap<>(counters);
        double[] values =
                sorted.values().stream().mapToDouble(Double::doubleValue).toArray();
        Map<String, byte[]> columns = new LinkedHashMap<>(blocks.columns());
        columns.put(TIMES, ColumnCodec.encodeLongs(new long[] {lastTime, beforeTime}));
        columns.put(FIELDS, HexFormat.of().parseHex(String.join("", sorted.keySet())));
        columns.put(VALUES, ColumnCodec.encode(values));
        headline.forEach((metric, table) -> columns.put(HEADLINE + metric, table));
        return columns;
    }
}
