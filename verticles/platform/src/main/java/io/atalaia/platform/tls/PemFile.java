/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.tls;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A file that an operator named.
 *
 * @param key of the configuration, such as {@code gateway.tls.key}: what messages call the file
 * @param path empty when none was named
 */
public record PemFile(String key, String path) {
    private static final long MOST_BYTES = 1 << 20;

    public boolean isNamed() {
        return !path.isEmpty();
    }

    /** @throws PemFault with a sentence when it cannot be read */
    Buffer bytes() {
        var file = Path.of(path);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw fault("is larger than 1 MiB");
            }
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw fault("there is no such file");
        } catch (AccessDeniedException e) {
            throw fault("cannot be read by this user");
        } catch (IOException e) {
            throw fault("cannot be read: " + e.getMessage());
        }
    }

    /** @throws PemFault also when there is none in it */
    public List<X509Certificate> certificates() {
        try {
            var all =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes().getBytes()))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!all.isEmpty()) {
                return all;
            }
        } catch (CertificateException e) {
            // The parser's words are about tags and lengths.
        }
        throw fault("holds no certificate in PEM form");
    }

    PemFault fault(String rule) {
        return new PemFault(this, rule);
    }
}
