/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

/** /proc/[pid]/stat: the figures of one process. */
public final class ProcessStat {
    private String command;
    private char state;
    private long threads;
    private long cpuTicks;
    private long startTicks;
    private long virtualBytes;
    private long residentPages;

    /** The command may hold blanks and brackets: it lies between the first opening and the last closing one. */
    public void parse(ByteScanner in, boolean withCommand) {
        in.skipNumbers(1);
        boolean cut = in.endOfLine();
        in.skip('(');
        in.skipToLast(')');
        command = withCommand ? in.text() : null;
        boolean hasState = in.word() && in.wordLength() == 1;
        state = hasState ? (char) in.wordByte(0) : 0;
        // Fields as numbered in proc(5): utime is 14, stime 15, num_threads 20, starttime 22, vsize 23, rss 24.
        in.skipNumbers(10);
        cpuTicks = in.number() + in.number();
        in.skipNumbers(4);
        threads = in.number();
        in.skipNumbers(1);
        startTicks = in.number();
        virtualBytes = in.number();
        residentPages = in.number();
        if (cut || !hasState) {
            throw new IllegalArgumentException("not the line of a process");
        }
    }

    /** Null when it was not asked for. */
    public String command() {
        return command;
    }

    /** A letter of proc(5): R runs, S sleeps, D waits for a disk, Z has ended. */
    public char state() {
        return state;
    }

    public long threads() {
        return threads;
    }

    public double cpuSeconds() {
        return cpuTicks / CpuTimes.TICKS_PER_SECOND;
    }

    /** After the machine's start. */
    public long startMillis() {
        return (long) (startTicks * 1000 / CpuTimes.TICKS_PER_SECOND);
    }

    public long residentPages() {
        return residentPages;
    }

    /** Threads of the kernel have no memory of their own. */
    public boolean isKernelThread() {
        return virtualBytes == 0;
    }
}
