/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that was built. */
public final class Version {
    private Version() {}

    public static String current() {
        try (var file = Version.class.getResourceAsStream("version.properties")) {
            var properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
