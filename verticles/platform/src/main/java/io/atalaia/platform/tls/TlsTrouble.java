/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.tls;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Why an encrypted connection was not made, in words that say whose certificate is to be mended. */
public final class TlsTrouble {
    private static final int DEEPEST = 10;

    private TlsTrouble() {}

    /** What goes behind "the other side"; nothing when it was not about TLS. */
    public static Optional<String> sentence(Throwable failure) {
        var cause = failure;
        Optional<String> found = Optional.empty();
        for (int depth = 0; cause != null && depth < DEEPEST && found.isEmpty(); depth++) {
            found = about(cause);
            cause = cause.getCause();
        }
        return found;
    }

    private static Optional<String> about(Throwable cause) {
        String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (cause instanceof CertificateExpiredException || words.contains("validity check failed")) {
            return Optional.of("has a certificate that has ended");
        }
        if (cause instanceof CertificateNotYetValidException) {
            return Optional.of("has a certificate that begins later than this machine's clock says it is");
        }
        if (words.contains("no subject alternative") || words.contains("no name matching")) {
            return Optional.of("has a certificate for other names than the one by which it was called");
        }
        if (words.contains("unable to find valid certification path")
                || words.contains("signature check failed")
                || cause instanceof CertPathValidatorException) {
            return Optional.of("has a certificate of an authority that is not trusted here");
        }
        return cause instanceof SSLException ? handshake(words) : Optional.empty();
    }

    private static Optional<String> handshake(String words) {
        if (words.contains("not an ssl") || words.contains("unrecognized ssl message")) {
            return Optional.of("does not speak TLS");
        }
        if (words.contains("bad_certificate")
                || words.contains("certificate_required")
                || words.contains("certificate_unknown")
                || words.contains("unknown_ca")) {
            return Optional.of("does not trust the certificate that was shown to it");
        }
        if (words.contains("protocol_version") || words.contains("handshake_failure")) {
            return Optional.of("speaks no TLS that is spoken here");
        }
        return Optional.empty();
    }
}
