/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.MapCollector;
import io.atalaia.contracts.series.Series;
import java.util.Map;

/**
 * Whether the clock of this machine is kept in step, by the kernel's own account: adjtimex(2), which reads without any right. The
 * offset of a clock that nobody keeps in step is unknown, and not the 0 that the kernel has there.
 */
final class KernelClock implements MapCollector.Source {
    /** struct timex of 64-bit Linux, in bytes from its start; the same on every architecture of the kind. */
    private static final int SIZE = 208;

    private static final int OFFSET = 8;
    private static final int MOST_ERROR = 24;
    private static final int ESTIMATED_ERROR = 32;
    private static final int STATUS = 40;

    /** STA_NANO: the offset is in nanoseconds instead of microseconds. */
    private static final int IN_NANOSECONDS = 0x2000;
    /** TIME_ERROR: nobody keeps the clock in step. */
    private static final int UNSYNCHRONIZED = 5;

    private static final double MICROS = 1e6;
    private static final double NANOS = 1e9;

    @Override
    public Map<Series, Double> read() {
        try {
            return KernelCall.isPossible() ? asked() : Map.of();
        } catch (LinkageError e) {
            // Where temporary folders forbid native code nothing is known.
            return Map.of();
        }
    }

    private static Map<Series, Double> asked() {
        var figures = new Figures();
        try (var timex = KernelCall.structure(SIZE)) {
            int state = KernelCall.of("adjtimex", timex);
            // Some container engines forbid the call: -1.
            if (state >= 0) {
                boolean synced = state != UNSYNCHRONIZED;
                double unit = (timex.getInt(STATUS) & IN_NANOSECONDS) == 0 ? MICROS : NANOS;
                figures.gauge("node_timex_sync_status", synced ? 1 : 0);
                figures.gauge("node_timex_offset_seconds", synced ? timex.getLong(OFFSET) / unit : Double.NaN);
                figures.gauge("node_timex_maxerror_seconds", timex.getLong(MOST_ERROR) / MICROS);
                figures.gauge("node_timex_estimated_error_seconds", timex.getLong(ESTIMATED_ERROR) / MICROS);
            }
        }
        return figures.all();
    }
}
