/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

/** What is known of a process from one look to the next. */
public final class ProcessState {
    private static final long UNKNOWN = -1;

    private final int pid;
    private final long start;
    private final String command;
    private double cpuSeconds;
    private double cpuGrowth;
    private long residentBytes;
    private long readBytes = UNKNOWN;
    private long writtenBytes = UNKNOWN;
    private long diskGrowth;

    /** @param start in epoch milliseconds; with the pid it names the process for good */
    public ProcessState(int pid, long start, String command) {
        this.pid = pid;
        this.start = start;
        this.command = command;
    }

    /** Of a process that is new the growth is all it has used. */
    public void used(double totalCpuSeconds, long nowResidentBytes) {
        cpuGrowth = totalCpuSeconds - cpuSeconds;
        cpuSeconds = totalCpuSeconds;
        residentBytes = nowResidentBytes;
    }

    public void moved(long totalReadBytes, long totalWrittenBytes) {
        diskGrowth = totalReadBytes + totalWrittenBytes - Math.max(0, readBytes) - Math.max(0, writtenBytes);
        readBytes = totalReadBytes;
        writtenBytes = totalWrittenBytes;
    }

    public int pid() {
        return pid;
    }

    public long start() {
        return start;
    }

    public String command() {
        return command;
    }

    public double cpuSeconds() {
        return cpuSeconds;
    }

    public double cpuGrowth() {
        return cpuGrowth;
    }

    public long residentBytes() {
        return residentBytes;
    }

    public long diskGrowth() {
        return diskGrowth;
    }

    /** Null where the kernel does not tell. */
    public Long readBytes() {
        return readBytes == UNKNOWN ? null : Long.valueOf(readBytes);
    }

    /** Null where the kernel does not tell. */
    public Long writtenBytes() {
        return writtenBytes == UNKNOWN ? null : Long.valueOf(writtenBytes);
    }
}
