/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.contracts.series.ProcessRow;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The busiest processes at one instant, as dashboards get them.
 *
 * @param t epoch milliseconds
 * @param rows each: pid, command, user, percent of one core, resident bytes, bytes read a second, bytes written a second, start
 *     in epoch milliseconds; null where a process was not seen before
 */
public record Processes(long t, List<List<Object>> rows) {

    /** @param before null when processes were not looked at before */
    static Processes of(Look before, Look now) {
        Map<Key, ProcessRow> known = new HashMap<>();
        if (before != null) {
            before.rows().forEach(row -> known.put(new Key(row.pid(), row.start()), row));
        }
        return new Processes(
                now.time(),
                now.rows().stream().map(row -> columns(row, before, known, now)).toList());
    }

    private static List<Object> columns(ProcessRow row, Look before, Map<Key, ProcessRow> known, Look now) {
        ProcessRow past = known.get(new Key(row.pid(), row.start()));
        long from = before == null ? now.time() : before.time();
        if (past == null && before != null && row.start() >= from) {
            past = new ProcessRow(row.pid(), row.start(), row.command(), row.user(), 0, 0, 0L, 0L);
            from = row.start();
        }
        double seconds = past == null ? 0 : (now.time() - from) / 1000.0;
        return Arrays.asList(
                row.pid(),
                row.command(),
                row.user(),
                seconds > 0 ? rate(100 * (row.cpuSeconds() - past.cpuSeconds()), seconds) : null,
                row.residentBytes(),
                seconds > 0 ? rate(grown(row.readBytes(), past.readBytes()), seconds) : null,
                seconds > 0 ? rate(grown(row.writtenBytes(), past.writtenBytes()), seconds) : null,
                row.start());
    }

    private static Double grown(Long now, Long before) {
        return now == null || before == null ? null : Double.valueOf(now - before);
    }

    private static Double rate(Double grown, double seconds) {
        return grown == null || grown < 0 ? null : Double.valueOf(grown / seconds);
    }

    /** Processes as they were looked at. */
    record Look(long time, List<ProcessRow> rows) {}

    private record Key(int pid, long start) {}
}
