/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.tls;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;

/**
 * The encryption of a client: it checks the other side's authority and name, and never speaks plain text instead. Files are read
 * for each client that is made of the options, so that a renewed certificate is used with the next.
 */
public final class ClientTls {
    private ClientTls() {}

    /** @param files whose authorities are trusted; without any, those that the Java platform trusts */
    public static void secure(HttpClientOptions options, PemFiles files) {
        options.setSsl(true).setUseAlpn(true).setVerifyHost(true).setEnabledSecureTransportProtocols(TlsRules.VERSIONS);
        TlsRules.ciphers().forEach(options::addEnabledCipherSuite);
        if (files.authorities().isNamed()) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(absolute(files.authorities())));
        }
        if (files.certificate().isNamed()) {
            options.setKeyCertOptions(new PemKeyCertOptions()
                    .addCertPath(absolute(files.certificate()))
                    .addKeyPath(absolute(files.key())));
        }
    }

    private static String absolute(PemFile file) {
        return Path.of(file.path()).toAbsolutePath().toString();
    }
}
