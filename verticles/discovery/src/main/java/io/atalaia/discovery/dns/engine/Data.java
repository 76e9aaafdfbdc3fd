/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The data of records as they stand in a message. Names within are not compressed, as RFC 2782 and RFC 3597 want it. */
final class Data {
    private static final int LONGEST_STRING = 255;
    /** Of one TXT record: what is beyond would serve nobody and travel far. */
    private static final int LONGEST_TEXT = 4_096;

    private Data() {}

    /** RFC 2782: all instances have one priority, so that the weights alone decide. */
    static byte[] service(int weight, int port, Name target) {
        return ByteBuffer.allocate(6 + target.wire().length)
                .putShort((short) 1)
                .putShort((short) weight)
                .putShort((short) port)
                .put(target.wire())
                .array();
    }

    /** RFC 1035, 3.3.13; the last number is how many seconds "there is no such name" may be remembered (RFC 2308). */
    static byte[] authority(Name server, Name mailbox, long serial, int minimum) {
        return ByteBuffer.allocate(20 + server.wire().length + mailbox.wire().length)
                .put(server.wire())
                .put(mailbox.wire())
                .putInt((int) serial)
                .putInt(3_600)
                .putInt(600)
                .putInt(86_400)
                .putInt(minimum)
                .array();
    }

    /** Strings of at most 255 bytes each; longer ones are left out, and so are those that make the whole too long. */
    static byte[] strings(List<String> strings) {
        var bytes = new ByteArrayOutputStream();
        for (String string : strings) {
            byte[] one = string.getBytes(StandardCharsets.UTF_8);
            if (one.length <= LONGEST_STRING && bytes.size() + 1 + one.length <= LONGEST_TEXT) {
                bytes.write(one.length);
                bytes.writeBytes(one);
            }
        }
        return bytes.toByteArray();
    }
}
