/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the operating system lets a process do, and what it shows. */
public final class MachineChecks {
    private static final String FILES = "file descriptors";
    private static final String SENSORS = "sensors";

    private MachineChecks() {}

    /** Java raises its limit to the hard one by itself, so what counts is that. */
    public static Finding descriptors(long needed) {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return Finding.ok(FILES, "not limited on this system");
        }
        long most = system.getMaxFileDescriptorCount();
        return most < needed
                ? Finding.warn(
                        FILES,
                        "at most " + most + " are allowed, and the configured limits can take " + needed,
                        "raise them (LimitNOFILE= in the unit, ulimit -Hn), or allow fewer connections")
                : Finding.ok(FILES, most + " are allowed, " + needed + " may be needed");
    }

    /** @param root where the root of the host is mounted; empty for this system's */
    public static List<Finding> figures(String root) {
        return List.of(kernel(root), temperatures(root), others(root));
    }

    private static Finding kernel(String root) {
        var unreadable = Stream.of("proc/stat", "proc/meminfo", "proc/diskstats", "proc/net/dev")
                .map(file -> Path.of(root + "/").resolve(file))
                .filter(file -> !Files.isReadable(file))
                .toList();
        return unreadable.isEmpty() || !Files.isDirectory(Path.of("/proc"))
                ? Finding.ok("kernel's figures", "can be read")
                : Finding.fail("kernel's figures", unreadable + " cannot be read", "mount the host's /proc, read-only");
    }

    private static Finding temperatures(String root) {
        Path folder = Path.of(root + "/").resolve("sys/class/hwmon");
        if (!Files.isDirectory(folder)) {
            return Finding.ok(SENSORS, "this machine shows none, as virtual ones do");
        }
        try (var files = Files.find(
                folder,
                2,
                (file, seen) -> file.getFileName().toString().matches("temp\\d+_input"),
                java.nio.file.FileVisitOption.FOLLOW_LINKS)) {
            var all = files.toList();
            long closed = all.stream().filter(file -> !Files.isReadable(file)).count();
            return closed > 0
                    ? Finding.warn(
                            SENSORS, closed + " of " + all.size() + " cannot be read", "chmod a+r them with udev")
                    : Finding.ok(
                            SENSORS, all.isEmpty() ? "this machine has no thermometers" : all.size() + " can be read");
        } catch (IOException e) {
            return Finding.warn(SENSORS, folder + " cannot be read", "mount the host's /sys, read-only");
        }
    }

    /** What processes of other users write needs a right of its own. */
    private static Finding others(String root) {
        Path file = Path.of(root + "/").resolve("proc/1/io");
        try {
            if (Files.exists(file)) {
                Files.readString(file);
            }
            return Finding.ok("others' processes", "their use of the disks can be read");
        } catch (IOException e) {
            return Finding.warn(
                    "others' processes",
                    "their use of the disks cannot be read; all else can",
                    "give the agent CAP_SYS_PTRACE and CAP_DAC_READ_SEARCH, as its unit does");
        }
    }
}
