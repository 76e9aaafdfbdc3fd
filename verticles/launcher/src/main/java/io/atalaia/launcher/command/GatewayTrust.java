/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.platform.tls.PemFile;
import io.atalaia.platform.tls.PemFiles;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom the command line takes for a gateway when it asks over TLS. */
public final class GatewayTrust {
    private GatewayTrust() {}

    /** Whoever has a certificate of one of these authorities, for the name by which it is called. */
    public static SSLContext authorities(PemFile file) {
        var none = new PemFile(file.key(), "");
        var pems = new PemFiles(none, none, file).read();
        try {
            return context(pems.trustManagers());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file.path() + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * The gateway of this machine alone, by the very certificate that its configuration names. It may be called by an address that
     * the certificate does not list, such as the loopback's.
     */
    public static SSLContext exactly(String file) {
        var certificate =
                new PemFile("gateway.tls.certificate", file).certificates().get(0);
        try {
            return context(new TrustManager[] {new Judge(shown -> shown.equals(certificate))});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** Nobody; what is shown is told, and the connection ends before anything is sent. */
    public static SSLContext nobody(Consumer<X509Certificate> shown) {
        try {
            return context(new TrustManager[] {
                new Judge(certificate -> {
                    shown.accept(certificate);
                    return false;
                })
            });
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private static SSLContext context(TrustManager[] trusted) throws NoSuchAlgorithmException, KeyManagementException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, trusted, null);
        return context;
    }

    /** Of this kind, as it sees the connection too, Java asks all there is to ask, the name included. */
    private static final class Judge extends X509ExtendedTrustManager {
        private final Predicate<X509Certificate> trusted;

        private Judge(Predicate<X509Certificate> trusted) {
            this.trusted = trusted;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (!trusted.test(chain[0])) {
                throw new CertificateException("it shows another certificate than the one that is expected");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            throw new CertificateException("there are no clients here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
                throws CertificateException {
            throw new CertificateException("there are no clients here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("there are no clients here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
