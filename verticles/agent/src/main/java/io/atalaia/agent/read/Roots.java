/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the trees of Linux are.
 *
 * @param root the root of the system that is looked at
 * @param foreign whether that system is another than the one in which the agent runs: the host, seen from a container
 */
public record Roots(Path root, Path proc, Path sys, Path etc, boolean foreign) {
    public static final Roots SYSTEM = under(Path.of("/"));

    /** The trees below a folder. */
    public static Roots under(Path folder) {
        return new Roots(folder, folder.resolve("proc"), folder.resolve("sys"), folder.resolve("etc"), false);
    }

    /** The trees of the host, whose root is mounted at a folder. */
    public static Roots ofHost(Path folder) {
        var here = under(folder);
        return new Roots(folder, here.proc, here.sys, here.etc, true);
    }

    /** Where a path of that system is found from here. */
    Path at(String absolute) {
        return root.resolve(absolute.startsWith("/") ? absolute.substring(1) : absolute);
    }

    /** A file of the network: {@code self} would show the agent's own network and not the host's. */
    Path net(String file) {
        return ofFirst("net/" + file, proc.resolve("net").resolve(file));
    }

    /** The list of mounts. */
    Path mounts() {
        return ofFirst("mountinfo", proc.resolve("self/mountinfo"));
    }

    private Path ofFirst(String file, Path own) {
        Path first = proc.resolve("1").resolve(file);
        return foreign && Files.isReadable(first) ? first : own;
    }
}
