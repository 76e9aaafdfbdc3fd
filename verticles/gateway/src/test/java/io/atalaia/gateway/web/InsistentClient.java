/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.platform.tls.PemFile;
import io.atalaia.platform.tls.PemFiles;
import io.atalaia.tests.support.TestCertificates;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;

/** Shows the stranger's certificate, whichever the server wants to see. */
final class InsistentClient {
    private final SSLContext context;

    InsistentClient(Path folder) throws Exception {
        var none = new PemFile("", "");
        var trusted = new PemFiles(none, none, file(folder, "authority.pem")).read();
        var own = new PemFiles(file(folder, "stranger.pem"), file(folder, "stranger.key"), none).read();
        var keys = (X509ExtendedKeyManager) own.own().getKeyManagerFactory(null).getKeyManagers()[0];
        context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new Insisting(keys)}, trusted.trustManagers(), null);
    }

    private static PemFile file(Path folder, String name) {
        return new PemFile(name, TestCertificates.write(name, folder).toString());
    }

    /** With TLS 1.3 a client hears that it was refused when it reads. */
    String get(int port) throws IOException {
        try (var socket = context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes());
            return new String(socket.getInputStream().readAllBytes());
        }
    }

    private static final class Insisting extends X509ExtendedKeyManager {
        private final X509ExtendedKeyManager keys;

        private Insisting(X509ExtendedKeyManager keys) {
            this.keys = keys;
        }

        @Override
        public String chooseClientAlias(String[] kinds, Principal[] issuers, Socket socket) {
            return keys.getClientAliases("EC", null)[0];
        }

        @Override
        public String[] getClientAliases(String kind, Principal[] issuers) {
            return keys.getClientAliases("EC", null);
        }

        @Override
        public String[] getServerAliases(String kind, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseServerAlias(String kind, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }
    }
}
