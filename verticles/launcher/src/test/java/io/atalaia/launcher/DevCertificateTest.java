/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.platform.tls.PemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateParsingException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevCertificateTest {
    @TempDir
    Path data;

    private final Instant now = Instant.now();

    private DevCertificate at(Instant time) {
        return new DevCertificate(data, InstantSource.fixed(time));
    }

    @Test
    void itIsForThisMachinesNamesClosedToOthersAndKeptUntilItEnds() throws IOException, CertificateParsingException {
        var certificate = at(now);
        certificate.provide();
        var made = new PemFile("", certificate.certificate().toString())
                .certificates()
                .get(0);
        assertThat(made.getSubjectAlternativeNames().stream().map(name -> String.valueOf(name.get(1))))
                .contains("localhost", "127.0.0.1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(certificate.key())))
                .isEqualTo("rw-------");
        byte[] first = Files.readAllBytes(certificate.certificate());

        at(now.plus(Duration.ofDays(300))).provide();
        assertThat(Files.readAllBytes(certificate.certificate())).isEqualTo(first);

        at(now.plus(Duration.ofDays(395))).provide();
        assertThat(Files.readAllBytes(certificate.certificate())).isNotEqualTo(first);
        try (var files = Files.list(certificate.key().getParent())) {
            assertThat(files).hasSize(2);
        }
    }
}
