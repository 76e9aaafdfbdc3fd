/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.chaos;

import io.atalaia.bench.chaos.Answers.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares what journals held with what is answered. */
public final class Count {
    /** A row that stands for several samples covers at most two of their intervals. */
    private static final long ROW_MILLIS = 1_000;

    private final Set<String> lost = new HashSet<>();
    private final Set<String> twice = new HashSet<>();
    private long collected;

    /** @param held when the journals' samples were taken */
    public void compare(String machine, Set<Long> held, List<Row> rows) {
        collected += held.size();
        var open = new TreeSet<>(held);
        Set<Long> seen = new HashSet<>();
        for (Row row : rows) {
            if (!seen.add(row.time())) {
                twice.add(machine + "@" + row.time());
            }
            for (int sample = 0; sample < row.samples(); sample++) {
                Long next = row.samples() == 1 ? Long.valueOf(row.time()) : open.ceiling(row.time());
                if (next != null && next - row.time() < ROW_MILLIS) {
                    open.remove(next);
                }
            }
        }
        open.forEach(time -> lost.add(machine + "@" + time));
    }

    public Tally tally(int faults) {
        return new Tally(collected, lost, twice, faults);
    }
}
