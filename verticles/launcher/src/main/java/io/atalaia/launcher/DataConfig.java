/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

/** @param directory where this process keeps its files */
public record DataConfig(String directory) {
    public DataConfig {
        if (directory.isBlank()) {
            throw new IllegalArgumentException("directory has no value; name a folder");
        }
    }
}
