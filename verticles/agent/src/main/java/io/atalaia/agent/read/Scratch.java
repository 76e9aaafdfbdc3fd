/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.parse.ByteScanner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** The one buffer into which a thread reads all its files, one after the other. */
final class Scratch {
    private static final int FIRST = 16 * 1024;
    private static final int MOST = 8 * 1024 * 1024;

    private final ByteScanner scanner = new ByteScanner();
    private ByteBuffer direct = ByteBuffer.allocateDirect(FIRST);
    private byte[] bytes = new byte[FIRST];

    /** Reads the whole file from its start, again if it was read before; valid until the next call. */
    ByteScanner read(FileChannel file) throws IOException {
        direct.clear();
        int length = 0;
        for (int got = file.read(direct, 0); got > 0; got = file.read(direct, length)) {
            length += got;
            if (!direct.hasRemaining()) {
                grow(length);
            }
        }
        direct.flip();
        direct.get(bytes, 0, length);
        return scanner.over(bytes, length);
    }

    /** Reads a small file to its end; valid until the next call. */
    ByteScanner read(InputStream file) throws IOException {
        int length = 0;
        for (int got = file.read(bytes); got > 0; got = file.read(bytes, length, bytes.length - length)) {
            length += got;
            if (length == bytes.length) {
                grow(length);
            }
        }
        return scanner.over(bytes, length);
    }

    private void grow(int length) throws IOException {
        if (length >= MOST) {
            throw new IOException("a file of the kernel is larger than " + MOST + " bytes");
        }
        bytes = Arrays.copyOf(bytes, length * 2);
        var larger = ByteBuffer.allocateDirect(length * 2);
        direct.flip();
        larger.put(direct);
        direct = larger;
    }
}
