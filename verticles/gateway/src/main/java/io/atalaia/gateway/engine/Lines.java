/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import java.io.ByteArrayOutputStream;

/** Cuts what arrives on a connection into lines, in memory of at most one line. Not thread-safe. */
public final class Lines {
    private final int longest;
    private final Listener listener;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream(256);
    private boolean skipping;

    /** Hears of lines in their order. */
    public interface Listener {
        /** @param line without its end; never empty */
        void line(byte[] line);

        /** A line was longer than allowed; what remains of it is skipped. Heard once for each. */
        void tooLong();
    }

    /** @param longest bytes of a line, its end not counted */
    public Lines(int longest, Listener listener) {
        this.longest = longest;
        this.listener = listener;
    }

    public void feed(byte[] bytes) {
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                add(bytes, start, i);
                start = i + 1;
                end();
            }
        }
        add(bytes, start, bytes.length);
    }

    /** The sender is done: what it began is a line too. */
    public void finish() {
        end();
    }

    private void add(byte[] bytes, int from, int to) {
        if (skipping || from == to) {
            return;
        }
        // A carriage return before the end may still come off.
        if (begun.size() + (to - from) > longest + 1) {
            skipping = true;
            begun.reset();
            listener.tooLong();
            return;
        }
        begun.write(bytes, from, to - from);
    }

    private void end() {
        byte[] line = begun.toByteArray();
        boolean skipped = skipping;
        begun.reset();
        skipping = false;
        if (skipped) {
            return;
        }
        int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        if (length > longest) {
            listener.tooLong();
        } else if (!blank(line, length)) {
            listener.line(length == line.length ? line : java.util.Arrays.copyOf(line, length));
        }
    }

    private static boolean blank(byte[] line, int length) {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}
