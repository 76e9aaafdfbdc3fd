/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.platform.tls.PemFault;
import io.atalaia.platform.tls.PemFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * The certificate that an agent must be given so that it trusts this gateway: one that stands in the gateway's own file and
 * vouches for itself. Where others vouch for the gateway, agents find out by themselves.
 */
final class OwnAuthority {
    private static final int COLUMNS = 64;

    private final Vertx vertx;
    private final PemFile file;

    OwnAuthority(Vertx vertx, PemFile file) {
        this.vertx = vertx;
        this.file = file;
    }

    /** As PEM; null when there is none. Read anew each time, since files are renewed. */
    Future<String> read() {
        return file.isNamed() ? vertx.executeBlocking(this::first, false) : Future.succeededFuture();
    }

    private String first() throws CertificateEncodingException {
        try {
            for (X509Certificate one : file.certificates()) {
                if (one.getIssuerX500Principal().equals(one.getSubjectX500Principal())) {
                    return pem(one);
                }
            }
            return null;
        } catch (PemFault brokenMeanwhile) {
            return null;
        }
    }

    private static String pem(X509Certificate one) throws CertificateEncodingException {
        var lines = Base64.getMimeEncoder(COLUMNS, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN CERTIFICATE-----\n" + lines.encodeToString(one.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
