/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.block;

import java.util.Arrays;

/** Which of a column's instants have a value: the lengths of runs, present and absent in turn, the first one present. */
final class Presence {
    private Presence() {}

    static void write(ByteSink sink, boolean[] there) {
        if (there.length == 0) {
            return;
        }
        boolean now = true;
        int length = 0;
        for (boolean next : there) {
            if (next != now) {
                sink.varint(length);
                length = 0;
                now = next;
            }
            length++;
        }
        sink.varint(length);
    }

    static boolean[] read(ByteSource source, int count) {
        boolean[] there = new boolean[count];
        boolean now = true;
        for (int at = 0; at < count; now = !now) {
            int length = source.count("instants in a run", count - at);
            if (length == 0 && (at > 0 || !now)) {
                throw new CorruptBlock("a run is empty");
            }
            Arrays.fill(there, at, at + length, now);
            at += length;
        }
        return there;
    }

    static int count(boolean[] there) {
        int count = 0;
        for (boolean one : there) {
            count += one ? 1 : 0;
        }
        return count;
    }
}
