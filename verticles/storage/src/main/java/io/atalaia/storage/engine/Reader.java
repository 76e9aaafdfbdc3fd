/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.platform.engine.block.BlockCodec;
import io.atalaia.platform.engine.block.ColumnCodec;
import io.atalaia.platform.engine.block.Columns;
import io.atalaia.platform.engine.block.Columns.Processes;
import io.atalaia.platform.engine.block.CorruptBlock;
import io.atalaia.platform.engine.block.ProcessCodec;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads rows out of blocks and packed documents; what cannot be read goes to the {@link Damage}. */
public final class Reader {
    private final Map<String, KnownSchema> schemas;
    private final Damage damage;
    private long figuresLeft;

    Reader(Map<String, KnownSchema> schemas, Damage damage) {
        this(schemas, damage, Long.MAX_VALUE);
    }

    /** @param most figures that are read, counted as they are found; beyond them reading ends with {@link TooMuch} */
    Reader(Map<String, KnownSchema> schemas, Damage damage, long most) {
        this.schemas = schemas;
        this.damage = damage;
        this.figuresLeft = most;
    }

    /** More than one question may read. */
    public static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuch() {
            super("the question needs too many samples, name labels or a shorter time", null, false, false);
        }
    }

    private void count(int figures) {
        figuresLeft -= figures;
        if (figuresLeft < 0) {
            throw new TooMuch();
        }
    }

    /** @param parts a part for each wanted group that the block has a series of, with the wanted columns */
    record Opened(Map<String, Part> parts, List<Processes> processes) {}

    /** The wanted series alone, without processes. @param wanted by group and field */
    Map<String, Part> some(StoredBlock block, Map<String, Map<String, SeriesId>> wanted) {
        KnownSchema schema = schemas.get(block.schema());
        List<SeriesId> ids = schema == null ? List.of() : schema.ids();
        try {
            Columns columns = BlockCodec.decode(
                    block.payload(),
                    place -> place < ids.size()
                            && wanted.getOrDefault(ids.get(place).group(), Map.of())
                                    .containsKey(ids.get(place).field()));
            return opened(ids, columns, wanted).parts();
        } catch (CorruptBlock e) {
            damage.add("block " + block.key(), block.from(), block.to() + 1);
            return Map.of();
        }
    }

    /** @param wanted the series by group and field */
    Opened block(StoredBlock block, Map<String, Map<String, SeriesId>> wanted) {
        try {
            KnownSchema schema = schemas.get(block.schema());
            return opened(schema == null ? List.of() : schema.ids(), BlockCodec.decode(block.payload()), wanted);
        } catch (CorruptBlock e) {
            damage.add("block " + block.key(), block.from(), block.to() + 1);
            return new Opened(Map.of(), List.of());
        }
    }

    private Opened opened(List<SeriesId> ids, Columns columns, Map<String, Map<String, SeriesId>> wanted) {
        if (ids.size() != columns.values().length) {
            throw new CorruptBlock("the block does not fit its schema");
        }
        Map<String, Part> parts = new HashMap<>();
        for (int i = 0; i < columns.values().length; i++) {
            SeriesId id = ids.get(i);
            Map<String, SeriesId> fields = wanted.get(id.group());
            if (fields != null) {
                Part part = parts.computeIfAbsent(id.group(), group -> new Part(columns.times(), new HashMap<>()));
                if (fields.containsKey(id.field())) {
                    count(columns.times().length);
                    part.columns().put(id.field(), columns.values()[i]);
                }
            }
        }
        return new Opened(parts, columns.processes());
    }

    List<Processes> processes(Tier tier, long hour, String path, byte[] bytes) {
        try {
            return ProcessCodec.decode(bytes);
        } catch (CorruptBlock e) {
            damaged(tier, hour, path);
            return List.of();
        }
    }

    /** How many rows a packed document has. */
    long rows(Tier tier) {
        byte[] times = tier.columns().get("t");
        try {
            return times == null ? 0 : ColumnCodec.decodeLongs(times).length;
        } catch (CorruptBlock e) {
            return 0;
        }
    }

    /** The rows of a packed hour with these fields; empty when it is not there. */
    List<Part> packed(Tier tier, long hour, Collection<String> fields) {
        if (tier == null || !tier.columns().containsKey("t")) {
            return List.of();
        }
        try {
            long[] times = ColumnCodec.decodeLongs(tier.columns().get("t"));
            count(times.length);
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
            count(column.length);
            columns.put(field, column);
        } catch (CorruptBlock e) {
            damaged(tier, hour, path);
        }
    }

    void damaged(Tier tier, long hour, String path) {
        damage.add(tier.id() + " " + path, hour * Stretch.HOUR, (hour + 1) * Stretch.HOUR);
    }
}
