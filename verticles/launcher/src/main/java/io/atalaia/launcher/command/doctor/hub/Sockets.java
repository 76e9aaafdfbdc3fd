/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command.doctor.hub;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whose sockets are open on this machine, as Linux tells it; processes of others only to who may see them. */
final class Sockets {
    private static final Path PROC = Path.of("/proc");
    private static final int PORT = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    /** A TCP socket that listens, and a UDP socket that is bound. */
    private static final Set<String> LISTENS = Set.of("0A", "07");

    private Sockets() {}

    /** A process, with the name that it goes by. */
    record Holder(long pid, String name) {
        @Override
        public String toString() {
            return name + " (process " + pid + ")";
        }
    }

    /** @param protocol tcp or udp */
    static Optional<Holder> holder(String protocol, int port) {
        Set<String> inodes = Stream.of(protocol, protocol + "6")
                .flatMap(table -> lines(PROC.resolve("net").resolve(table)))
                .map(line -> line.strip().split("\\s+"))
                .filter(row -> row.length > INODE && LISTENS.contains(row[STATE]) && port(row[PORT]) == port)
                .map(row -> "socket:[" + row[INODE] + "]")
                .collect(Collectors.toSet());
        return inodes.isEmpty()
                ? Optional.empty()
                : processes().stream()
                        .filter(pid -> holds(pid, inodes))
                        .findFirst()
                        .map(pid -> new Holder(pid, name(pid)));
    }

    static String name(long pid) {
        return lines(PROC.resolve(pid + "/comm")).findFirst().orElse("?");
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
    }

    static Stream<String> lines(Path file) {
        try {
            return Files.readString(file).lines().skip(file.startsWith(PROC.resolve("net")) ? 1 : 0);
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static List<Long> processes() {
        return ProcessHandle.allProcesses().map(ProcessHandle::pid).toList();
    }

    private static boolean holds(long pid, Set<String> inodes) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
            for (Path one : open) {
                if (inodes.contains(Files.readSymbolicLink(one).toString())) {
                    return true;
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // Another user's, or gone meanwhile.
        }
        return false;
    }
}
