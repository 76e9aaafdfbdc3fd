/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults.hubs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The TCP ports that somebody listens on in the network of a process, as the kernel tells them. */
public final class Listening {
    private static final String LISTENS = "0A";
    private static final int LOCAL = 1;
    private static final int STATE = 3;

    private Listening() {}

    public static Set<Integer> ports(long pid) {
        Set<Integer> ports = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "net", table))) {
                lines.map(line -> line.strip().split("\\s+"))
                        .filter(words -> words[STATE].equals(LISTENS))
                        .map(words -> words[LOCAL].substring(words[LOCAL].indexOf(':') + 1))
                        .forEach(port -> ports.add(Integer.parseInt(port, 16)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return ports;
    }
}
