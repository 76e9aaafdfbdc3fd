/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command.doctor;

import io.atalaia.agent.GatewayAddress;
import io.atalaia.launcher.command.GatewayTrust;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Asks {@code /healthz} on a socket of its own, to see each step of the way there. */
final class Caller {
    private static final int PATIENCE_MILLIS = 4_000;
    private static final int MOST_HEADERS = 50;

    private final GatewayAddress address;
    private final SSLContext trusted;

    Caller(GatewayAddress address, SSLContext trusted) {
        this.address = address;
        this.trusted = trusted;
    }

    /**
     * @param status of the answer
     * @param date its time; null when it tells none
     * @param certificate that was shown; null without TLS
     */
    record Heard(int status, Instant date, X509Certificate certificate) {}

    Heard call() throws IOException {
        try (var plain = connect()) {
            if (!address.secure()) {
                return ask(plain, null);
            }
            try (var encrypted = encrypted(plain, trusted, true)) {
                var shown = (X509Certificate) encrypted.getSession().getPeerCertificates()[0];
                return ask(encrypted, shown);
            }
        }
    }

    /** The certificate of who listens there, whoever that is. Nothing is sent there. */
    Optional<X509Certificate> shown() {
        var seen = new X509Certificate[1];
        try (var plain = connect();
                var encrypted = encrypted(plain, GatewayTrust.nobody(shown -> seen[0] = shown), false)) {
            return Optional.ofNullable(seen[0]);
        } catch (IOException e) {
            return Optional.ofNullable(seen[0]);
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(
                    new InetSocketAddress(InetAddress.getByName(address.host()), address.port()), PATIENCE_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private SSLSocket encrypted(Socket plain, SSLContext context, boolean named) throws IOException {
        var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, address.host(), address.port(), true);
        if (named) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        socket.startHandshake();
        return socket;
    }

    private Heard ask(Socket socket, X509Certificate certificate) throws IOException {
        String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
        String question =
                "GET /healthz HTTP/1.1\r\nHost: " + host + ":" + address.port() + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String first = String.valueOf(lines.readLine());
        if (!first.matches("HTTP/1\\.1 \\d{3}.*")) {
            throw new NoHttp(first);
        }
        int status = Integer.parseInt(first.substring(9, 12));
        return new Heard(status, date(lines), certificate);
    }

    private static Instant date(BufferedReader lines) throws IOException {
        Instant date = null;
        String line = lines.readLine();
        for (int count = 0; line != null && !line.isEmpty() && count < MOST_HEADERS; count++) {
            if (line.toLowerCase(Locale.ROOT).startsWith("date:")) {
                date = parsed(line.substring(5).strip());
            }
            line = lines.readLine();
        }
        return date;
    }

    private static Instant parsed(String text) {
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** What answers is no HTTP. */
    private static final class NoHttp extends IOException {
        private static final long serialVersionUID = 1;

        NoHttp(String first) {
            super(
                    first.isEmpty() || first.equals("null")
                            ? "it ends the connection"
                            : "what listens there speaks no HTTP");
        }
    }
}
