/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import io.atalaia.platform.tls.PemFault;
import io.atalaia.platform.tls.PemFile;
import io.atalaia.platform.tls.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A certificate that this machine signs for itself, for trials: nobody vouches for it, so clients must be told to trust it. Kept in
 * the data directory, where only its user can read it, and used until it ends.
 */
public final class DevCertificate {
    private static final Duration LEAST_LEFT = Duration.ofDays(7);

    private final Path folder;
    private final InstantSource clock;

    /** @param data the data directory */
    public DevCertificate(Path data, InstantSource clock) {
        folder = data.resolve("tls");
        this.clock = clock;
    }

    /** The certificate, whether it is there or not. */
    public Path certificate() {
        return folder.resolve("dev-certificate.pem");
    }

    public Path key() {
        return folder.resolve("dev-key.pem");
    }

    /**
     * Makes one unless there is a good one. Takes about a second then.
     *
     * @throws IllegalStateException with a sentence when that fails
     */
    public void provide() {
        if (isGood()) {
            return;
        }
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.deleteIfExists(certificate());
            Files.deleteIfExists(key());
            var made = Keytool.selfSigned(folder, NodeName.ofHost());
            write(key(), "PRIVATE KEY", made.getPrivateKey().getEncoded());
            write(certificate(), "CERTIFICATE", made.getCertificate().getEncoded());
        } catch (IOException | java.security.GeneralSecurityException e) {
            throw new IllegalStateException(
                    "--dev-tls could make no certificate in " + folder + ": " + e.getMessage(), e);
        }
    }

    private boolean isGood() {
        Instant needed = clock.instant().plus(LEAST_LEFT);
        try {
            return Files.exists(certificate()) && files().read().ends().isAfter(needed);
        } catch (PemFault e) {
            return false;
        }
    }

    private PemFiles files() {
        return new PemFiles(
                new PemFile("--dev-tls", certificate().toString()),
                new PemFile("--dev-tls", key().toString()),
                new PemFile("--dev-tls", ""));
    }

    private static void write(Path file, String what, byte[] content) throws IOException {
        var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(file, mine);
        String body = java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }
}
