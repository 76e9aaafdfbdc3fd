/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command.doctor.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The process that has a data directory. */
final class RunningHub {
    private static final int KIND = 1;
    private static final int PID = 4;
    private static final int FILE = 5;

    private RunningHub() {}

    /** Whoever holds the lock of the directory. */
    static Optional<Sockets.Holder> in(Path data) {
        try {
            String inode = String.valueOf(Files.getAttribute(data.resolve("lock"), "unix:ino"));
            return Sockets.lines(Path.of("/proc/locks"))
                    .map(line -> line.strip().split("\\s+"))
                    .filter(row -> row.length > FILE && row[KIND].equals("POSIX") && row[FILE].endsWith(":" + inode))
                    .map(row -> Long.parseLong(row[PID]))
                    .findFirst()
                    .map(pid -> new Sockets.Holder(pid, Sockets.name(pid)));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
