/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Sends bytes as they are: what no well-behaved client would. */
public final class RawClient {
    /** How long a connection may be silent before it counts as one on which nothing more comes. */
    private static final int SILENT_MILLIS = 5_000;

    /** What stands behind an answer when the connection stayed open. */
    public static final String OPEN = "(open)";

    private RawClient() {}

    /** What comes back for these bytes, each a sign of ISO 8859-1, until the connection ends or is silent for a while. */
    public static String send(int port, String bytes) {
        return send(port, bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    public static String send(int port, byte[] bytes) {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(SILENT_MILLIS);
            socket.getOutputStream().write(bytes);
            var got = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(got);
            } catch (SocketTimeoutException silent) {
                got.writeBytes(OPEN.getBytes(StandardCharsets.ISO_8859_1));
            }
            return got.toString(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
