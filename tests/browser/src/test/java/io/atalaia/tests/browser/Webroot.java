/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The sources of the dashboard, as they lie in the repository. */
public final class Webroot {
    /** Another place may be named by {@code -Datalaia.webroot}, to test a front end that is still being written. */
    public static final Path ROOT = Path.of(System.getProperty("atalaia.webroot", "../../webroot"))
            .toAbsolutePath()
            .normalize();

    private Webroot() {}

    /** @param name slash-separated path below the root */
    public static String read(String name) {
        return read(ROOT.resolve(name));
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(ROOT.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Our own files with one of these endings: without what is vendored and without fonts. */
    public static List<Path> own(String... endings) {
        try (var files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(ROOT.resolve("vendor")) && !file.startsWith(ROOT.resolve("fonts")))
                    .filter(file -> List.of(endings).stream().anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String nameOf(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }
}
