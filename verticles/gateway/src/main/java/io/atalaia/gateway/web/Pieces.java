/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** The text of a long answer on its way out, compressed where the reader takes that. For one thread at a time. */
final class Pieces {
    /** A piece that is sent: large enough to be worth its way, small enough to be handed on in well under a millisecond. */
    static final int SIGNS = 128 * 1024;
    /** Fast: text of this kind is a tenth afterwards, and a fifteenth with four times the work. */
    private static final int LEVEL = 1;

    private final StringBuilder text = new StringBuilder(SIGNS + 8 * 1024);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final OutputStream out;

    Pieces(boolean zipped) {
        out = zipped ? zip(bytes) : bytes;
    }

    private static OutputStream zip(OutputStream bytes) {
        try {
            return new GZIPOutputStream(bytes) {
                {
                    def.setLevel(LEVEL);
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What has not been taken yet; append to it. */
    StringBuilder text() {
        return text;
    }

    /** @param last whether nothing follows */
    Buffer take(boolean last) {
        try {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
            if (last) {
                out.close();
            }
            Buffer taken = Buffer.buffer(bytes.toByteArray());
            bytes.reset();
            return taken;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
