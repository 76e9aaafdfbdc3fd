/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.tls;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of one end of a connection.
 *
 * @param certificate its own, those between it and its authority behind it in the same file
 * @param key that belongs to it
 * @param authorities whose certificates of the other end are trusted
 */
public record PemFiles(PemFile certificate, PemFile key, PemFile authorities) {
    public PemFiles {
        if (certificate.isNamed() != key.isNamed()) {
            throw new IllegalArgumentException(
                    certificate.key() + " and " + key.key() + " belong together: name both or none");
        }
    }

    /**
     * Reads all that are named, and checks that they serve: that a wrong one is found now and not by the first who connects.
     * Blocks for as long as the disk takes.
     *
     * @throws PemFault for the first that does not
     */
    @CanIgnoreReturnValue
    public Pems read() {
        PemKeyCertOptions own = null;
        List<X509Certificate> chain = List.of();
        if (certificate.isNamed()) {
            chain = certificate.certificates();
            own = new PemKeyCertOptions().addCertValue(certificate.bytes()).addKeyValue(key.bytes());
            KeyCheck.fits(own, chain.get(0), this);
        }
        List<X509Certificate> known = List.of();
        PemTrustOptions trusted = null;
        if (authorities.isNamed()) {
            known = authorities.certificates();
            trusted = new PemTrustOptions().addCertValue(authorities.bytes());
        }
        return new Pems(own, chain, trusted, known);
    }

    /** Those that are named. */
    Stream<PemFile> named() {
        return Stream.of(certificate, key, authorities).filter(PemFile::isNamed);
    }
}
