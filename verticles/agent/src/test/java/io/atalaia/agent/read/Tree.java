/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A tree of files kept in one text, since sysfs is full of links that lead round in circles and of names that not every disk
 * can hold. A line {@code ## path} begins a file, {@code ## path -> target} makes a link.
 */
final class Tree {
    private static final Path FIXTURES = Path.of("src/test/resources/fixtures");
    private static final String HEAD = "## ";
    private static final String LINK = " -> ";

    private Tree() {}

    static Path file(String name) {
        return FIXTURES.resolve(name);
    }

    /** Lays the files of {@code name.tree} out in a folder. */
    @CanIgnoreReturnValue
    static Path grow(String name, Path folder) throws IOException {
        String text = Files.readString(file(name + ".tree"));
        for (String part : text.split("(?m)^" + HEAD)) {
            if (!part.isBlank()) {
                plant(folder, part);
            }
        }
        return folder;
    }

    private static void plant(Path folder, String part) throws IOException {
        int end = part.indexOf('\n');
        String head = part.substring(0, end);
        int link = head.indexOf(LINK);
        Path file = folder.resolve(link < 0 ? head : head.substring(0, link));
        Files.createDirectories(file.getParent());
        if (link < 0) {
            Files.write(file, part.substring(end + 1).getBytes(StandardCharsets.UTF_8));
        } else {
            Files.createSymbolicLink(file, Path.of(head.substring(link + LINK.length())));
        }
    }
}
