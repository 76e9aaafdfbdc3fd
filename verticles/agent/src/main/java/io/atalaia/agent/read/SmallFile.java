/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files that are read seldom. One that is not there, is not for us or breaks off has no text: nothing here throws. */
final class SmallFile {
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private SmallFile() {}

    /** Empty when there is none. Bytes that are not UTF-8 become replacement signs. */
    static String text(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** The text without blanks around it. */
    static String word(Path file) {
        return text(file).strip();
    }

    /** NaN when there is none: the driver of a device that sleeps answers with an error. */
    static double number(Path file) {
        return number(word(file));
    }

    static double number(String text) {
        // Double.parseDouble would take "NaN", "1f" and "0x1p3" too.
        return text.matches("[+-]?\\d{1,40}(\\.\\d{1,20})?") ? Double.parseDouble(text) : Double.NaN;
    }

    /** What a folder holds, by name; nothing when it is not there. */
    static List<Path> entries(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    static String name(Path entry) {
        return entry.getFileName().toString();
    }

    /** Where a link leads, unresolved; empty when it is none. */
    static String link(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
