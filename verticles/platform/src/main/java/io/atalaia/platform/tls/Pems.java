/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.tls;

import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What {@link PemFiles} hold, read and checked.
 *
 * @param own certificate and key; null when none were named
 * @param chain the certificate first, then those between it and its authority; empty when none was named
 * @param trusted the authorities; null when none were named
 */
public record Pems(KeyCertOptions own, List<X509Certificate> chain, TrustOptions trusted) {
    public Pems {
        chain = List.copyOf(chain);
    }

    /** When the first of the chain ends. Only with a certificate. */
    public Instant ends() {
        return chain.stream()
                .map(one -> one.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** Without the key: secrets never print. */
    @Override
    public String toString() {
        return "Pems["
                + chain.stream().map(X509Certificate::getSubjectX500Principal).toList() + "]";
    }
}
