/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.Cost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time as Linux accounts for it (proc(5), {@code /proc/pid/stat}). Other systems have no such file: reading fails
 * there, and who reads goes without.
 */
public final class ProcCost implements Cost {
    private static final Path SELF = Path.of("/proc/self");
    /** The kernel tells times to programs in hundredths of a second on every architecture that Java runs on. */
    private static final long TICK_NANOS = 10_000_000;
    /** Behind the name in brackets, which may hold anything, the state is the first field. */
    private static final int USER = 11;

    private final String threads;

    private ProcCost(String threads) {
        this.threads = threads;
    }

    public static ProcCost ofProcess() {
        return new ProcCost(null);
    }

    /** @param prefix of the names of the threads that count; the kernel knows 15 signs of a name */
    public static ProcCost ofThreads(String prefix) {
        return new ProcCost("(" + prefix);
    }

    @Override
    public long cpuNanos() throws IOException {
        if (threads == null) {
            return nanos(Files.readString(SELF.resolve("stat"), StandardCharsets.ISO_8859_1));
        }
        long sum = 0;
        for (Path task : tasks()) {
            sum += ofTask(task.resolve("stat"));
        }
        return sum;
    }

    private static List<Path> tasks() throws IOException {
        try (Stream<Path> all = Files.list(SELF.resolve("task"))) {
            return all.toList();
        }
    }

    private long ofTask(Path file) {
        try {
            String stat = Files.readString(file, StandardCharsets.ISO_8859_1);
            return stat.contains(threads) ? nanos(stat) : 0;
        } catch (IOException e) {
            // The thread has ended meanwhile.
            return 0;
        }
    }

    private static long nanos(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER]) + Long.parseLong(fields[USER + 1])) * TICK_NANOS;
    }
}
