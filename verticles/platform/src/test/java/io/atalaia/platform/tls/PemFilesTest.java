/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.tests.support.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemFilesTest {
    @TempDir
    Path folder;

    private PemFile file(String key, String name) {
        return new PemFile(
                key, name.isEmpty() ? "" : TestCertificates.write(name, folder).toString());
    }

    private PemFiles files(String certificate, String key, String authorities) {
        return new PemFiles(
                file("tls.certificate", certificate), file("tls.key", key), file("tls.clients", authorities));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "rsa"})
    void aCertificateWithItsKeyIsRead(String name) {
        var pems = files(name + ".pem", name + ".key", "authority.pem").read();
        assertThat(pems.chain()).hasSize(1);
        assertThat(pems.trusted()).isNotNull();
        assertThat(pems.ends()).isEqualTo(pems.chain().get(0).getNotAfter().toInstant());
        assertThat(pems.toString()).contains("CN=" + name).doesNotContain("PRIVATE");
    }

    @Test
    void withoutFilesThereIsNothing() {
        var pems = files("", "", "").read();
        assertThat(pems.own()).isNull();
        assertThat(pems.trusted()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "gateway.pem, renewed.key, '', tls.key, does not belong to the certificate in",
        "gateway.pem, rsa.key, '', tls.key, does not belong to the certificate in",
        "rsa.pem, gateway.key, '', tls.key, does not belong to the certificate in",
        "gateway.pem, locked.key, '', tls.key, is locked with a password",
        "gateway.pem, gateway.pem, '', tls.key, holds no RSA or EC key",
        "gateway.key, gateway.key, '', tls.certificate, holds no certificate",
        "gateway.pem, gateway.key, gateway.key, tls.clients, holds no certificate",
    })
    void eachFileThatDoesNotServeIsNamedWithItsKeyAndWhy(
            String certificate, String key, String authorities, String named, String why) {
        var wrong = files(certificate, key, authorities);
        assertThatThrownBy(wrong::read)
                .isInstanceOf(PemFault.class)
                .hasMessageStartingWith(named + " = " + folder)
                .hasMessageContaining(why);
    }

    @Test
    void aFileThatIsNotThereAndOneThatIsEmptyAreTold() throws IOException {
        var absent = new PemFile("tls.certificate", folder.resolve("none.pem").toString());
        assertThatThrownBy(absent::certificates).hasMessageEndingWith("there is no such file");
        var empty = new PemFile(
                "tls.certificate", Files.createFile(folder.resolve("empty")).toString());
        assertThatThrownBy(empty::certificates).hasMessageEndingWith("holds no certificate in PEM form");
    }

    @Test
    void aCertificateWithoutAKeyIsRefused() {
        assertThatThrownBy(() -> files("gateway.pem", "", ""))
                .hasMessage("tls.certificate and tls.key belong together: name both or none");
    }

    @Test
    void onlyCiphersThatForgetTheirKeysAreSpoken() {
        assertThat(TlsRules.ciphers())
                .contains("TLS_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")
                .noneMatch(cipher ->
                        cipher.contains("_CBC_") || cipher.startsWith("TLS_RSA_") || cipher.contains("_DHE_"));
    }
}
