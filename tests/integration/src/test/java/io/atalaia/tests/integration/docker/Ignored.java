/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What .dockerignore keeps from the engine. The last line that fits a path, or a folder above it, decides. */
final class Ignored {
    private final List<String> lines;

    Ignored() {
        try {
            lines = Files.readAllLines(Dockerfile.ROOT.resolve(".dockerignore")).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param path below the root of the sources */
    boolean ignores(Path path) {
        boolean ignored = false;
        for (String line : lines) {
            boolean keeps = line.startsWith("!");
            if (fits(keeps ? line.substring(1) : line, path)) {
                ignored = !keeps;
            }
        }
        return ignored;
    }

    private static boolean fits(String pattern, Path path) {
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        // Here two stars also stand for no folder at all.
        var atTop = FileSystems.getDefault().getPathMatcher("glob:" + pattern.replaceFirst("^\\*\\*/", ""));
        for (Path above = path; above != null; above = above.getParent()) {
            if (matcher.matches(above) || (pattern.startsWith("**/") && atTop.matches(above))) {
                return true;
            }
        }
        return false;
    }
}
