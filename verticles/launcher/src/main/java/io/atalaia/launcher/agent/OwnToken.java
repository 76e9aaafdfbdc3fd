/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The token that this machine alone has, in the file {@code agent-token} of the data directory, which only its user can read. */
final class OwnToken {
    private final Path file;

    OwnToken(Path dataDirectory) {
        file = dataDirectory.resolve("agent-token");
    }

    Path file() {
        return file;
    }

    boolean there() {
        return Files.exists(file);
    }

    String read() throws IOException {
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }

    /** Whole or not at all. */
    void keep(String token) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = file.resolveSibling("agent-token.new");
        Files.deleteIfExists(draft);
        var onlyMine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(draft, onlyMine);
        Files.writeString(draft, token + "\n", StandardCharsets.US_ASCII);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
