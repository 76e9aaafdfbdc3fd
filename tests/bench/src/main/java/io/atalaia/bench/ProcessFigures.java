/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the Linux kernel says of a process in {@code /proc}; proc(5) documents the fields. */
record ProcessFigures(long pid) {
    /** Ticks of the kernel's user clock; 100 on every platform that Java 17 runs on. */
    private static final double TICKS_PER_SECOND = 100;

    /** CPU seconds used by all threads since the start. */
    double cpuSeconds() {
        return cpuSeconds(Path.of("/proc/" + pid + "/stat"));
    }

    /** CPU seconds used since the start by the threads whose name begins so; the kernel keeps 15 letters. */
    double cpuSecondsOfThreads(String prefix) {
        try (var tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return tasks.filter(task -> read(task.resolve("comm")).startsWith(prefix))
                    .mapToDouble(task -> cpuSeconds(task.resolve("stat")))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long residentBytes() {
        return read(Path.of("/proc/" + pid + "/status"))
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    private static double cpuSeconds(Path stat) {
        String text = read(stat);
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
