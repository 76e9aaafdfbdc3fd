/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.platform.engine.block.ColumnCodec;
import io.atalaia.platform.engine.block.CorruptBlock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is said of a packed hour beside its columns.
 *
 * @param blocks those that it holds
 * @param lastTime of its last row, in epoch milliseconds; 0 when it is empty
 * @param counters the value of each counter in that row, by field: the next hour's first rate needs it
 */
public record HourIndex(BlockList blocks, long lastTime, Map<String, Double> counters) {
    private static final String BLOCKS = "blocks";
    private static final String TIME = "lastTime";
    private static final String FIELDS = "counters";
    private static final String VALUES = "values";

    public static HourIndex empty() {
        return new HourIndex(new BlockList(), 0, Map.of());
    }

    /** @param tier null for an hour that is not packed */
    public static HourIndex of(Tier tier) {
        if (tier == null) {
            return empty();
        }
        try {
            return new HourIndex(BlockList.decode(tier.columns().get(BLOCKS)), lastTime(tier), counters(tier));
        } catch (CorruptBlock | IllegalArgumentException e) {
            return empty();
        }
    }

    private static long lastTime(Tier tier) {
        byte[] time = tier.columns().get(TIME);
        return time == null ? 0 : ColumnCodec.decodeLongs(time)[0];
    }

    private static Map<String, Double> counters(Tier tier) {
        Map<String, Double> counters = new HashMap<>();
        if (tier.columns().containsKey(FIELDS) && tier.columns().containsKey(VALUES)) {
            long[] fields = ColumnCodec.decodeLongs(tier.columns().get(FIELDS));
            double[] values = ColumnCodec.decode(tier.columns().get(VALUES));
            for (int i = 0; i < Math.min(fields.length, values.length); i++) {
                counters.put(HexFormat.of().toHexDigits(fields[i]), values[i]);
            }
        }
        return counters;
    }

    public Map<String, byte[]> columns() {
        long[] fields = counters.keySet().stream()
                .mapToLong(field -> Long.parseUnsignedLong(field, 16))
                .toArray();
        double[] values =
                counters.values().stream().mapToDouble(Double::doubleValue).toArray();
        Map<String, byte[]> columns = new LinkedHashMap<>();
        columns.put(BLOCKS, blocks.encode());
        columns.put(TIME, ColumnCodec.encodeLongs(new long[] {lastTime}));
        columns.put(FIELDS, ColumnCodec.encodeLongs(fields));
        columns.put(VALUES, ColumnCodec.encode(values));
        return columns;
    }
}
