/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.platform.engine.block.BlockCodec;
import io.atalaia.platform.engine.block.ColumnCodec;
import io.atalaia.platform.engine.block.Columns;
import io.atalaia.platform.engine.block.CorruptBlock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads rows out of blocks and packed documents; what cannot be read goes to the {@link Damage}. */
final class Reader {
    private final Map<String, KnownSchema> schemas;
    private final Damage damage;

    Reader(Map<String, KnownSchema> schemas, Damage damage) {
        this.schemas = schemas;
        this.damage = damage;
    }

    /** The wanted fields of a block, by group. */
    Map<String, Part> block(StoredBlock block, Set<String> groups, Set<String> fields) {
        try {
            return parts(block, groups, fields);
        } catch (CorruptBlock e) {
            damage.add("block " + block.key(), block.from(), block.to() + 1);
            return Map.of();
        }
    }

    private Map<String, Part> parts(StoredBlock block, Set<String> groups, Set<String> fields) {
        KnownSchema schema = schemas.get(block.schema());
        Columns columns = BlockCodec.decode(block.payload());
        if (schema == null || schema.ids().size() != columns.values().length) {
            throw new CorruptBlock("the block does not fit its schema");
        }
        Map<String, Part> parts = new HashMap<>();
        for (int i = 0; i < columns.values().length; i++) {
            SeriesId id = schema.ids().get(i);
            if (groups.contains(id.group()) && (fields.isEmpty() || fields.contains(id.field()))) {
                parts.computeIfAbsent(id.group(), group -> new Part(columns.times(), new HashMap<>()))
                        .columns()
                        .put(id.field(), columns.values()[i]);
            }
        }
        return parts;
    }

    /** The rows of a packed hour with these fields; empty when it is not there. */
    List<Part> packed(Tier tier, long hour, Collection<String> fields) {
        if (tier == null || !tier.columns().containsKey("t")) {
            return List.of();
        }
        try {
            long[] times = ColumnCodec.decodeLongs(tier.columns().get("t"));
            Map<String, double[]> columns = new HashMap<>();
            fields.forEach(field -> column(tier, hour, field, times.length, columns));
            return List.of(new Part(times, columns));
        } catch (CorruptBlock e) {
            damaged(tier, hour, "t");
            return List.of();
        }
    }

    private void column(Tier tier, long hour, String field, int length, Map<String, double[]> columns) {
        String path = Stretch.samplesPath(field);
        byte[] bytes = tier.columns().get(path);
        if (bytes == null) {
            return;
        }
        try {
            double[] column = ColumnCodec.decode(bytes);
            if (column.length != length) {
                throw new CorruptBlock("the column is not as long as the times");
            }
            columns.put(field, column);
        } catch (CorruptBlock e) {
            damaged(tier, hour, path);
        }
    }

    void damaged(Tier tier, long hour, String path) {
        damage.add(tier.id() + " " + path, hour * Stretch.HOUR, (hour + 1) * Stretch.HOUR);
    }

    /** The fields of samples that a packed document has. */
    static List<String> fields(Tier tier) {
        List<String> fields = new ArrayList<>();
        tier.columns().keySet().stream()
                .filter(path -> path.startsWith("s."))
                .forEach(path -> fields.add(path.substring(2)));
        return fields;
    }
}
