/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import java.util.List;

/**
 * The time one processor, or all together, spent in each mode, in ticks. The kernel's idle and iowait counts step back a
 * little now and then; as in node_exporter such a step is held back, since it would look like a restart of the counter. Only
 * a fall of idle time by more than three seconds is one: the processor was taken away and came back.
 */
public final class CpuTimes {
    /** The modes in the order of /proc/stat. */
    public static final List<String> MODES =
            List.of("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal");

    /** What the kernel shows to programs, on every architecture in use. */
    public static final double TICKS_PER_SECOND = 100;

    private static final int IDLE = 3;
    private static final long RESTART_TICKS = 300;

    private final long[] ticks = new long[MODES.size()];
    private final long[] fresh = new long[MODES.size()];

    void take(ByteScanner in) {
        for (int i = 0; i < fresh.length; i++) {
            fresh[i] = in.numberOrZero();
        }
        boolean restarted = fresh[IDLE] < ticks[IDLE] - RESTART_TICKS;
        for (int i = 0; i < fresh.length; i++) {
            ticks[i] = restarted ? fresh[i] : Math.max(fresh[i], ticks[i]);
        }
    }

    public double seconds(int mode) {
        return ticks[mode] / TICKS_PER_SECOND;
    }
}
