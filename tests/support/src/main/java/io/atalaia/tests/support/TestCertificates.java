/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Certificates for tests, good until 2126, each NAME.pem with NAME.key. {@code gateway}, {@code renewed} and {@code rsa} are for
 * localhost and its addresses, {@code elsewhere} for hub.example.org, {@code agent} (whose name is lisbon) for a client: all of
 * {@code authority}. {@code stranger}, a client, is of {@code stranger-authority}.
 */
public final class TestCertificates {
    private TestCertificates() {}

    /** Writes a file of this name into the folder, over one that may be there. */
    public static Path write(String name, Path folder) {
        return writeAs(name, folder.resolve(name));
    }

    /** The same under another name, in one step. */
    public static Path writeAs(String name, Path file) {
        try (var content = TestCertificates.class.getResourceAsStream("/certificates/" + name)) {
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            Files.copy(content, beside, StandardCopyOption.REPLACE_EXISTING);
            return Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
