/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import java.nio.file.Path;

/** Where the trees of Linux are. */
public record Roots(Path proc, Path sys, Path etc) {
    public static final Roots SYSTEM = under(Path.of("/"));

    /** The trees below a folder. */
    public static Roots under(Path folder) {
        return new Roots(folder.resolve("proc"), folder.resolve("sys"), folder.resolve("etc"));
    }
}
