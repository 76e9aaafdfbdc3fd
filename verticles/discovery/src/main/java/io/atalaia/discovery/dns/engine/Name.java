/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A domain's name as it stands in a message (RFC 1035, 3.1), with the case of its letters as it came, and its labels in lower case. */
public final class Name {
    private static final int LONGEST = 255;
    private static final int LONGEST_LABEL = 63;

    private final byte[] wire;
    private final List<String> labels;

    private Name(byte[] wire, List<String> labels) {
        this.wire = wire;
        this.labels = labels;
    }

    /**
     * @param wire labels with their lengths, and the empty one at the end; not to be changed afterwards
     * @throws IllegalArgumentException for anything else, compressed names among them
     */
    public static Name read(byte[] wire) {
        if (wire.length > LONGEST) {
            throw new IllegalArgumentException("a name of " + wire.length + " bytes");
        }
        List<String> labels = new ArrayList<>(6);
        int at = 0;
        while (at < wire.length && wire[at] != 0) {
            int length = wire[at] & 0xff;
            if (length > LONGEST_LABEL || at + 1 + length >= wire.length) {
                throw new IllegalArgumentException("a label of " + length + " bytes");
            }
            labels.add(lower(wire, at + 1, length));
            at += 1 + length;
        }
        if (at != wire.length - 1) {
            throw new IllegalArgumentException("a name without its end");
        }
        return new Name(wire, labels);
    }

    /**
     * @param text labels with dots between them, ASCII
     * @throws IllegalArgumentException when a label is empty or too long, or the whole is
     */
    public static Name of(String text) {
        var wire = new ByteArrayOutputStream();
        for (String label : text.split("\\.", -1)) {
            byte[] bytes = label.getBytes(StandardCharsets.ISO_8859_1);
            if (bytes.length == 0 || bytes.length > LONGEST_LABEL) {
                throw new IllegalArgumentException("'" + label + "' in '" + text + "' is no label");
            }
            wire.write(bytes.length);
            wire.writeBytes(bytes);
        }
        wire.write(0);
        return read(wire.toByteArray());
    }

    /** Only the letters of ASCII have two cases in a name (RFC 4343). */
    private static String lower(byte[] bytes, int from, int length) {
        byte[] low = new byte[length];
        for (int i = 0; i < length; i++) {
            byte one = bytes[from + i];
            low[i] = one >= 'A' && one <= 'Z' ? (byte) (one + 32) : one;
        }
        return new String(low, StandardCharsets.ISO_8859_1);
    }

    /** In lower case, the outermost last. */
    public List<String> labels() {
        return labels;
    }

    /** As it stands in a message; not to be changed. */
    public byte[] wire() {
        return wire;
    }

    /** For people. */
    @Override
    public String toString() {
        return String.join(".", labels).toLowerCase(Locale.ROOT) + ".";
    }
}
