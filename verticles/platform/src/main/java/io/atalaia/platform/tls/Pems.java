/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.tls;

import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * What {@link PemFiles} hold, read and checked.
 *
 * @param own certificate and key; null when none were named
 * @param chain the certificate first, then those between it and its authority; empty when none was named
 * @param trusted the authorities; null when none were named
 * @param authorities the same; empty when none were named
 */
public record Pems(
        KeyCertOptions own, List<X509Certificate> chain, TrustOptions trusted, List<X509Certificate> authorities) {
    public Pems {
        chain = List.copyOf(chain);
        authorities = List.copyOf(authorities);
    }

    /** When the first of the chain ends. Only with a certificate. */
    public Instant ends() {
        return chain.stream()
                .map(one -> one.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** What judges certificates of the other end by the authorities, where Vert.x does not. */
    public TrustManager[] trustManagers() throws GeneralSecurityException {
        try {
            var known = KeyStore.getInstance(KeyStore.getDefaultType());
            known.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                known.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(known);
            return factory.getTrustManagers();
        } catch (IOException e) {
            throw new UncheckedIOException("an empty store cannot be unreadable", e);
        }
    }

    /** Without the key: secrets never print. */
    @Override
    public String toString() {
        return "Pems["
                + chain.stream().map(X509Certificate::getSubjectX500Principal).toList() + "]";
    }
}
