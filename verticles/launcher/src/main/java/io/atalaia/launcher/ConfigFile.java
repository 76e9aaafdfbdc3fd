/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import io.atalaia.platform.config.ConfigException;
import io.atalaia.platform.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file that an operator named on the command line. */
public final class ConfigFile {
    private static final long MOST_BYTES = 1 << 20;

    private ConfigFile() {}

    /** @throws ConfigException with a sentence for the operator */
    public static String text(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ConfigException(List.of(new Problem(file.toString(), null, "is larger than 1 MiB", null)));
            }
            return Files.readString(file);
        } catch (IOException e) {
            String rule = Files.exists(file) ? "cannot be read as text" : "there is no such file";
            throw new ConfigException(List.of(new Problem(file.toString(), null, rule, "command line --config")));
        }
    }
}
