/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The size of a page of memory: what the kernel told this process at its start (AT_PAGESZ, see getauxval(3)). */
final class PageSize {
    private static final int AT_PAGESZ = 6;
    private static final long USUAL = 4096;

    private PageSize() {}

    static long bytes() {
        try {
            return in(Files.readAllBytes(Path.of("/proc/self/auxv")));
        } catch (IOException e) {
            return USUAL;
        }
    }

    private static long in(byte[] auxiliaryVector) {
        var pairs = ByteBuffer.wrap(auxiliaryVector).order(ByteOrder.nativeOrder());
        while (pairs.remaining() >= 2 * Long.BYTES) {
            long key = pairs.getLong();
            long value = pairs.getLong();
            if (key == AT_PAGESZ) {
                return value;
            }
        }
        return USUAL;
    }
}
