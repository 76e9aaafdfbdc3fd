/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.platform.engine.block.ColumnCodec;
import io.atalaia.platform.engine.block.CorruptBlock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Which blocks a packed hour holds, each with the time that it covers. */
public final class BlockList {
    private static final String WORDS = "words";
    private static final String SPANS = "spans";
    private static final int COLUMNS = 6;

    private final Map<String, BlockSpan> spans = new TreeMap<>();

    public boolean has(StoredBlock block) {
        return spans.containsKey(block.key());
    }

    public void addAll(Collection<StoredBlock> blocks) {
        blocks.forEach(block -> spans.put(block.key(), block.span()));
    }

    /** By boot and number. */
    public Collection<BlockSpan> spans() {
        return spans.values();
    }

    public Set<String> schemas() {
        return spans.values().stream().map(BlockSpan::schema).collect(Collectors.toSet());
    }

    public BlockList copy() {
        var copy = new BlockList();
        copy.spans.putAll(spans);
        return copy;
    }

    /** About six bytes a block: names once, figures as columns. */
    public Map<String, byte[]> columns() {
        Map<String, Integer> words = new LinkedHashMap<>();
        List<BlockSpan> all = spans.values().stream()
                .sorted((one, other) -> one.boot().equals(other.boot())
                        ? Long.compare(one.seq(), other.seq())
                        : one.boot().compareTo(other.boot()))
                .toList();
        double[][] table = {
            column(all, span -> place(words, span.boot())),
            column(all, span -> place(words, span.schema())),
            column(all, BlockSpan::seq),
            column(all, BlockSpan::from),
            column(all, span -> span.to() - span.from()),
            column(all, BlockSpan::received)
        };
        Map<String, byte[]> columns = new LinkedHashMap<>();
        columns.put(WORDS, String.join(";", words.keySet()).getBytes(StandardCharsets.UTF_8));
        columns.put(SPANS, ColumnCodec.encodeTable(table));
        return columns;
    }

    private static int place(Map<String, Integer> words, String word) {
        return words.computeIfAbsent(word, one -> words.size());
    }

    private static double[] column(List<BlockSpan> spans, ToDoubleFunction<BlockSpan> figure) {
        return spans.stream().mapToDouble(figure).toArray();
    }

    /** @throws CorruptBlock for anything but a list; columns that are not there are an empty one */
    public static BlockList of(Map<String, byte[]> columns) {
        var list = new BlockList();
        if (!columns.containsKey(WORDS) || !columns.containsKey(SPANS)) {
            return list;
        }
        List<String> words =
                new ArrayList<>(List.of(new String(columns.get(WORDS), StandardCharsets.UTF_8).split(";")));
        double[][] table = ColumnCodec.decodeTable(columns.get(SPANS));
        if (table.length != COLUMNS) {
            throw new CorruptBlock("not a list of blocks");
        }
        for (int i = 0; i < table[0].length; i++) {
            var span = new BlockSpan(
                    word(words, table[0][i]),
                    (long) table[2][i],
                    word(words, table[1][i]),
                    (long) table[3][i],
                    (long) (table[3][i] + table[4][i]),
                    (long) table[5][i]);
            list.spans.put(span.key(), span);
        }
        return list;
    }

    private static String word(List<String> words, double place) {
        if (!(place >= 0 && place < words.size())) {
            throw new CorruptBlock("a word is missing");
        }
        return words.get((int) place);
    }
}
