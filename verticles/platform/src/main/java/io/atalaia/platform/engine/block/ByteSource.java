/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.block;

import java.nio.charset.StandardCharsets;

/** Reads what a {@link ByteSink} wrote; whatever is not there or out of bounds is a {@link CorruptBlock}. */
final class ByteSource {
    private final byte[] bytes;
    private final int end;
    private int at;

    ByteSource(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    ByteSource(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int one() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = one();
            value |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new CorruptBlock("a figure is longer than 64 bits");
    }

    /** Goes past so many bytes. */
    void skip(int count) {
        need(count);
        at += count;
    }

    /** Goes past so many figures. */
    void skipVarints(int count) {
        int left = count;
        while (left > 0) {
            if (one() < 0x80) {
                left--;
            }
        }
    }

    long zigzag() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A figure that says how many of something follow. */
    int count(String what, int most) {
        long value = varint();
        if (value < 0 || value > most) {
            throw new CorruptBlock(Long.toUnsignedString(value) + " " + what + ", at most " + most + " are taken");
        }
        return (int) value;
    }

    String text() {
        int length = count("bytes of text", remaining());
        need(length);
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    int remaining() {
        return end - at;
    }

    void need(int more) {
        if (more > end - at) {
            throw new CorruptBlock("the bytes end too early");
        }
    }

    void expectEnd() {
        if (at != end) {
            throw new CorruptBlock(remaining() + " bytes too many");
        }
    }
}
