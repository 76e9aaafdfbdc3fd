/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import io.atalaia.platform.tls.PemFile;
import io.atalaia.platform.tls.PemFiles;
import io.atalaia.tests.support.TestCertificates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client of a gateway with TLS, that trusts the test's authority. */
public final class TlsClient {
    private static final int PATIENCE_MILLIS = 20_000;
    private final SSLContext context;

    /** @param certificate whose it shows; empty for none */
    public TlsClient(Path folder, String certificate) throws Exception {
        var files = new PemFiles(
                file(folder, certificate.isEmpty() ? "" : certificate + ".pem"),
                file(folder, certificate.isEmpty() ? "" : certificate + ".key"),
                file(folder, "authority.pem"));
        var pems = files.read();
        context = SSLContext.getInstance("TLS");
        KeyManager[] own = pems.own() == null
                ? null
                : pems.own().getKeyManagerFactory(null).getKeyManagers();
        context.init(own, pems.trustManagers(), null);
    }

    private static PemFile file(Path folder, String name) {
        return new PemFile(
                name, name.isEmpty() ? "" : TestCertificates.write(name, folder).toString());
    }

    /** Connected and greeted; the name in the certificate is checked. */
    public SSLSocket connect(int port, String version, String... protocols) throws IOException {
        var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        var parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {version});
        parameters.setApplicationProtocols(protocols);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    public SSLContext context() {
        return context;
    }

    /** The head of the answer to a GET, its lines. */
    public List<String> get(int port, String path, String... headers) throws IOException {
        try (var socket = connect(port, "TLSv1.3")) {
            String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            String question = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + more
                    + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(question.getBytes());
            String answer = new String(socket.getInputStream().readAllBytes());
            return answer.substring(0, answer.indexOf("\r\n\r\n")).lines().toList();
        }
    }
}
