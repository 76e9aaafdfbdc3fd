/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What the files of a spool are made of.
 *
 * <pre>
 * frame = length of type and body (4 bytes, highest first), their CRC-32C (4 bytes), type (1 byte), body
 * </pre>
 *
 * @param type one of the constants here
 * @param end where the next frame begins
 */
record Frame(int type, ByteBuffer body, int end) {
    /** The head of any file: the version of its format (1 byte), then what that kind of file says of itself. */
    static final int HEAD = 1;
    /** A machine whose samples follow: its next sequence number, the boot's length and letters, its facts. */
    static final int MACHINE = 2;

    static final int SAMPLE = 3;
    static final int SCHEMA = 4;
    static final int EVENT = 5;
    /** A sealed block without its payload, and the machine's facts. */
    static final int ENTRY = 6;

    static final int PAYLOAD = 7;

    static final int OVERHEAD = 9;
    static final byte VERSION = 1;

    /** Far above any sample or block; what claims to be longer is damage. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    static ByteBuffer of(int type, byte[]... parts) {
        int length = 1;
        for (byte[] part : parts) {
            length += part.length;
        }
        var frame = ByteBuffer.allocate(length + OVERHEAD - 1);
        frame.putInt(length).putInt(0).put((byte) type);
        for (byte[] part : parts) {
            frame.put(part);
        }
        frame.putInt(4, sum(frame.array(), OVERHEAD - 1, length));
        return frame.flip();
    }

    /** The frame that begins there; null when it is torn or damaged. */
    static Frame at(byte[] bytes, int at) {
        int length = length(bytes, at);
        if (length < 0 || ByteBuffer.wrap(bytes).getInt(at + 4) != sum(bytes, at + OVERHEAD - 1, length)) {
            return null;
        }
        var body = ByteBuffer.wrap(bytes, at + OVERHEAD, length - 1).slice();
        return new Frame(bytes[at + OVERHEAD - 1], body, at + OVERHEAD - 1 + length);
    }

    /** Where the next whole frame begins behind damage that begins there; the end of the bytes when none does. */
    static int search(byte[] bytes, int at) {
        int believed = after(bytes, at);
        if (believed >= 0 && (believed == bytes.length || at(bytes, believed) != null)) {
            return believed;
        }
        for (int next = at + 1; next < bytes.length; next++) {
            if (at(bytes, next) != null) {
                return next;
            }
        }
        return bytes.length;
    }

    /** Where the frame after a damaged one begins, if its length can be believed; -1 otherwise. */
    static int after(byte[] bytes, int at) {
        int length = length(bytes, at);
        return length < 0 ? -1 : at + OVERHEAD - 1 + length;
    }

    private static int length(byte[] bytes, int at) {
        if (bytes.length - at < OVERHEAD) {
            return -1;
        }
        int length = ByteBuffer.wrap(bytes).getInt(at);
        return length < 1 || length > MOST_BYTES || length > bytes.length - at - OVERHEAD + 1 ? -1 : length;
    }

    private static int sum(byte[] bytes, int from, int length) {
        var crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    byte[] bytes() {
        byte[] bytes = new byte[body.remaining()];
        body.duplicate().get(bytes);
        return bytes;
    }
}
