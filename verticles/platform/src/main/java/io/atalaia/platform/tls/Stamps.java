/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** By what a change of files is seen without reading them: which file a name leads to, its size, and when it was written. */
record Stamps(List<String> all) {
    /** Blocks for as long as the disk takes. A file that is not there has a stamp too. */
    static Stamps of(PemFiles files) {
        return new Stamps(files.named().map(file -> stamp(Path.of(file.path()))).toList());
    }

    private static String stamp(Path file) {
        try {
            var seen = Files.readAttributes(file, BasicFileAttributes.class);
            return seen.fileKey() + " " + seen.size() + " " + seen.lastModifiedTime();
        } catch (IOException e) {
            return "";
        }
    }
}
