/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** /proc/stat: processor times and the counts of the kernel. */
public final class StatFile {
    /** The counts by the names that the file gives them. */
    private static final byte[][] COUNTS = {
        ascii("intr"), ascii("ctxt"), ascii("btime"), ascii("processes"), ascii("procs_running"), ascii("procs_blocked")
    };

    public static final int INTERRUPTS = 0;
    public static final int CONTEXT_SWITCHES = 1;
    public static final int BOOT_TIME = 2;
    public static final int FORKS = 3;
    public static final int RUNNING = 4;
    public static final int BLOCKED = 5;

    private static final byte[] CPU = ascii("cpu");

    private final CpuTimes all = new CpuTimes();
    private final List<Core> cores = new ArrayList<>();
    private final long[] counts = new long[COUNTS.length];
    private int next;
    private boolean changed;

    /** @return whether the processors are others than the time before */
    public boolean parse(ByteScanner in) {
        next = 0;
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
        return changed;
    }

    private void line(ByteScanner in) {
        if (!in.wordStartsWith(CPU)) {
            count(in);
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

    private void count(ByteScanner in) {
        for (int i = 0; i < COUNTS.length; i++) {
            if (in.wordIs(COUNTS[i])) {
                counts[i] = in.number();
                return;
            }
        }
    }

    public CpuTimes all() {
        return all;
    }

    /** The processors that are on, in the order of their numbers; read-only. */
    public List<Core> cores() {
        return cores;
    }

    public long count(int which) {
        return counts[which];
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** @param number as the kernel counts, from 0 */
    public record Core(int number, CpuTimes times) {}
}
