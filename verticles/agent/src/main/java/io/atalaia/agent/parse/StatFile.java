/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** /proc/stat: processor times and the counts of the kernel. */
public final class StatFile {
    /** The counts by the names that the file gives them. */
    public static final List<String> COUNTS =
            List.of("intr", "ctxt", "btime", "processes", "procs_running", "procs_blocked");

    /** The index of {@code btime} among the counts: when the machine started, in epoch seconds. */
    public static final int BOOT_TIME = 2;

    private static final byte[] CPU = "cpu".getBytes(StandardCharsets.US_ASCII);

    private final CpuTimes all = new CpuTimes();
    private final List<Core> cores = new ArrayList<>();
    private final KeyedFigures counts = new KeyedFigures(COUNTS);
    private int next;
    private boolean changed;

    /** @return whether the processors or the counts are others than the time before */
    public boolean parse(ByteScanner in) {
        next = 0;
        counts.begin();
        changed = false;
        while (in.hasMore()) {
            if (in.word()) {
                line(in);
            }
            in.skipLine();
        }
        while (cores.size() > next) {
            cores.remove(cores.size() - 1);
            changed = true;
        }
        return counts.end() || changed;
    }

    private void line(ByteScanner in) {
        if (!in.wordStartsWith(CPU)) {
            counts.take(in);
        } else if (in.wordLength() == CPU.length) {
            all.take(in);
        } else {
            core(in.wordNumber(CPU.length)).times.take(in);
        }
    }

    private Core core(int number) {
        if (next == cores.size()) {
            changed = true;
            cores.add(new Core(number, new CpuTimes()));
        } else if (cores.get(next).number != number) {
            changed = true;
            cores.set(next, new Core(number, new CpuTimes()));
        }
        return cores.get(next++);
    }

    public CpuTimes all() {
        return all;
    }

    /** The processors that are on, in the order of their numbers; read-only. */
    public List<Core> cores() {
        return cores;
    }

    /** The counts in the order of {@link #COUNTS}. */
    public KeyedFigures counts() {
        return counts;
    }

    /** @param number as the kernel counts, from 0 */
    public record Core(int number, CpuTimes times) {}
}
