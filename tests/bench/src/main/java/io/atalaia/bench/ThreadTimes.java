/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** CPU seconds of a hub's threads since their start, by what the threads are for; proc(5) documents the fields. */
record ThreadTimes(Map<String, Double> seconds) {
    private static final double TICKS_PER_SECOND = 100;
    private static final String OTHER = "other";

    /** The kernel keeps 15 letters of a thread's name. The first prefix that fits counts. */
    private static final Map<String, String> GROUPS = new LinkedHashMap<>();

    static {
        group("event loops (gateway, storage, driver)", "vert.x-eventloo", "vert.x-acceptor");
        group("storage and other workers", "atalaia-storage", "vert.x-worker", "vert.x-internal", "atalaia-pack");
        group("embedded database", "mongo-server", "H2-", "MVStore", "atalaia-databas");
        group("database driver", "AsyncGetter", "cluster-", "MaintenanceTime", "Thread-", "nioEventLoop");
        group("agent", "atalaia-agent");
        group("garbage collection and VM", "VM ", "GC ", "G1 ", "Finalizer", "Reference", "Sweeper", "Monitor");
        group("compiler", "C1 ", "C2 ");
    }

    private static void group(String name, String... prefixes) {
        for (String prefix : prefixes) {
            GROUPS.put(prefix, name);
        }
    }

    static ThreadTimes of(long pid) {
        Map<String, Double> seconds = new TreeMap<>();
        try (var tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            tasks.forEach(task -> add(task, seconds));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ThreadTimes(seconds);
    }

    private static void add(Path task, Map<String, Double> seconds) {
        try {
            String name = Files.readString(task.resolve("comm"));
            String stat = Files.readString(task.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double used = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
            seconds.merge(groupOf(name), used, Double::sum);
        } catch (NoSuchFileException e) {
            // The thread ended meanwhile.
            seconds.merge(OTHER, 0.0, Double::sum);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String groupOf(String name) {
        return GROUPS.entrySet().stream()
                .filter(group -> name.startsWith(group.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(OTHER);
    }

    /** What was used since an earlier look. */
    ThreadTimes since(ThreadTimes before) {
        Map<String, Double> grown = new TreeMap<>();
        seconds.forEach((group, now) -> grown.put(group, now - before.seconds.getOrDefault(group, 0.0)));
        return new ThreadTimes(grown);
    }
}
