/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/** The rows of an hour that count, out of what is packed of it and the blocks that are not. */
final class HourRows {
    private final Succession before;
    private final Succession now;

    /**
     * @param held the blocks that are packed
     * @param fresh those that are not
     */
    HourRows(BlockList held, Collection<StoredBlock> fresh, long unbrokenMillis) {
        var all = held.copy();
        all.addAll(fresh);
        before = new Succession(held.spans(), unbrokenMillis);
        now = new Succession(all.spans(), unbrokenMillis);
    }

    /** Whether a sample before the hour has a neighbour in it; it has none where the clock was set back to the hour's start. */
    boolean follows(long timeBefore) {
        return !now.inHole(timeBefore);
    }

    boolean counts(StoredBlock block, long time) {
        return now.counts(block.key(), time);
    }

    /** Whether what is packed of a time still counts. */
    boolean countsPacked(long time) {
        return now.isSimple() || now.counts(String.valueOf(before.winner(time)), time);
    }

    Part packed(Part part) {
        return now.isSimple() ? part : filtered(part, this::countsPacked);
    }

    Part fresh(StoredBlock block, Part part) {
        return now.isSimple() ? part : filtered(part, time -> counts(block, time));
    }

    private static Part filtered(Part part, LongPredicate wanted) {
        int[] kept = IntStream.range(0, part.times().length)
                .filter(i -> wanted.test(part.times()[i]))
                .toArray();
        if (kept.length == part.times().length) {
            return part;
        }
        Map<String, double[]> columns = new HashMap<>();
        part.columns()
                .forEach((field, column) -> columns.put(
                        field, Arrays.stream(kept).mapToDouble(i -> column[i]).toArray()));
        return new Part(Arrays.stream(kept).mapToLong(i -> part.times()[i]).toArray(), columns);
    }

    /** All rows in the order of time. */
    static Part merged(List<Part> parts) {
        return Rows.merged(parts.stream()
                .filter(part -> part.times().length > 0)
                .sorted((one, other) -> Long.compare(one.times()[0], other.times()[0]))
                .toList());
    }
}
