/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.contracts.series.ProcessRow;
import io.atalaia.contracts.storage.StorageApi.ProcessLook;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * The look that is nearest to an instant, with rates since the look before it.
     *
     * @param looks in the order of time
     */
    public static Optional<Processes> at(long at, List<ProcessLook> looks) {
        int nearest = -1;
        for (int i = 0; i < looks.size(); i++) {
            if (nearest < 0
                    || Math.abs(looks.get(i).time() - at)
                            <= Math.abs(looks.get(nearest).time() - at)) {
                nearest = i;
            }
        }
        if (nearest < 0) {
            return Optional.empty();
        }
        return Optional.of(of(nearest == 0 ? null : look(looks.get(nearest - 1)), look(looks.get(nearest))));
    }

    private static Look look(ProcessLook look) {
        return new Look(look.time(), look.rows());
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
