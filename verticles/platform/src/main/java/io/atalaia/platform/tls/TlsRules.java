/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.tls;

import io.vertx.core.VertxException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Which versions and ciphers are spoken: those of the Java platform, in its order, less what OWASP's TLS cheat sheet and Mozilla's
 * guideline "intermediate" refuse. What is left has a key exchange that keeps recorded traffic closed to whoever gets the key
 * later, and authenticated encryption.
 */
public final class TlsRules {
    public static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");
    private static final List<String> CIPHERS = find();

    private TlsRules() {}

    /** In the order of preference. */
    public static List<String> ciphers() {
        return CIPHERS;
    }

    private static List<String> find() {
        try {
            // An empty list of whom to trust keeps it from reading all authorities of the platform.
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return Arrays.stream(context.getDefaultSSLParameters().getCipherSuites())
                    .filter(TlsRules::isGood)
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new VertxException("this Java has no TLS", e);
        }
    }

    private static boolean isGood(String cipher) {
        boolean forwardSecret = cipher.startsWith("TLS_ECDHE_") || !cipher.contains("_WITH_");
        boolean authenticated = cipher.contains("_GCM_") || cipher.contains("CHACHA20_POLY1305");
        return forwardSecret && authenticated;
    }
}
