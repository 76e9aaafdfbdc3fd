/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.block;

import java.util.Arrays;

/** A growing array of bytes. */
final class ByteSink {
    private byte[] bytes = new byte[512];
    private int size;

    void one(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void all(byte[] some) {
        room(some.length);
        System.arraycopy(some, 0, bytes, size, some.length);
        size += some.length;
    }

    /** Seven bits a byte, lowest first, the top bit set while more follow; the value is taken as unsigned. */
    void varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Small figures of both signs become small unsigned ones. */
    void zigzag(long value) {
        varint(zigzagged(value));
    }

    static long zigzagged(long value) {
        return (value << 1) ^ (value >> 63);
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
