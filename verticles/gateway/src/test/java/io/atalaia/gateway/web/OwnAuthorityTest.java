/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.platform.tls.PemFile;
import io.atalaia.tests.support.TestCertificates;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnAuthorityTest {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private String read(Path file) {
        String path = file == null ? "" : file.toString();
        return new OwnAuthority(vertx, new PemFile("gateway.tls.certificate", path))
                .read()
                .await();
    }

    @Test
    void aCertificateThatVouchesForItselfIsGivenAndNoOther() throws Exception {
        Path authority = TestCertificates.write("authority.pem", folder);
        Path others = TestCertificates.write("gateway.pem", folder);
        assertThat(read(others)).isNull();
        assertThat(read(null)).isNull();
        String given = read(authority);
        assertThat(given).startsWith("-----BEGIN CERTIFICATE-----\n").endsWith("-----END CERTIFICATE-----\n");
        Path both = Files.writeString(
                folder.resolve("both.pem"), Files.readString(others) + "\n" + Files.readString(authority));
        assertThat(read(both)).isEqualTo(given);
    }

    @Test
    void aFileThatIsGoneMeanwhileIsAsGoodAsNone() {
        assertThat(read(folder.resolve("gone.pem"))).isNull();
    }
}
