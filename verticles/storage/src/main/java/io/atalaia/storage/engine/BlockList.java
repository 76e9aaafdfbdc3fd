/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** Which blocks a packed hour holds; written as {@code boot:1-60,62} for each boot, so that an hour takes a few bytes. */
public final class BlockList {
    private static final int MOST_SEQS = 1_000_000;
    private final Map<String, TreeSet<Long>> seqs = new TreeMap<>();

    public boolean has(StoredBlock block) {
        var known = seqs.get(block.boot());
        return known != null && known.contains(block.seq());
    }

    public void addAll(Collection<StoredBlock> blocks) {
        blocks.forEach(block ->
                seqs.computeIfAbsent(block.boot(), boot -> new TreeSet<>()).add(block.seq()));
    }

    public byte[] encode() {
        List<String> boots = new ArrayList<>();
        seqs.forEach((boot, numbers) -> boots.add(boot + ":" + String.join(",", ranges(numbers))));
        return String.join(";", boots).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException for anything but a list; null is the empty one */
    public static BlockList decode(byte[] bytes) {
        var list = new BlockList();
        if (bytes == null || bytes.length == 0) {
            return list;
        }
        for (String boot : new String(bytes, StandardCharsets.UTF_8).split(";")) {
            String[] parts = boot.split(":", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("not a list of blocks");
            }
            var numbers = list.seqs.computeIfAbsent(parts[0], name -> new TreeSet<>());
            for (String range : parts[1].split(",")) {
                String[] ends = range.split("-", 2);
                long first = Long.parseLong(ends[0]);
                long last = Long.parseLong(ends[ends.length - 1]);
                LongStream.rangeClosed(first, Math.min(last, first + MOST_SEQS)).forEach(numbers::add);
            }
        }
        return list;
    }

    private static List<String> ranges(TreeSet<Long> numbers) {
        List<String> ranges = new ArrayList<>();
        long first = numbers.first();
        long before = first;
        for (long number : numbers.tailSet(first, false)) {
            if (number != before + 1) {
                ranges.add(range(first, before));
                first = number;
            }
            before = number;
        }
        ranges.add(range(first, before));
        return ranges;
    }

    private static String range(long first, long last) {
        return first == last ? Long.toString(first) : first + "-" + last;
    }
}
