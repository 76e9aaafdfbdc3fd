/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The wanted lines of a file whose lines are a key and a number: /proc/meminfo, /proc/vmstat, /proc/[pid]/io. */
public final class KeyedFigures {
    private final byte[][] keys;
    private final long[] figures;
    private boolean[] found;
    private boolean[] foundBefore;

    public KeyedFigures(List<String> keys) {
        this.keys = keys.stream()
                .map(key -> key.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        figures = new long[this.keys.length];
        found = new boolean[this.keys.length];
        foundBefore = new boolean[this.keys.length];
    }

    /** @return whether other keys were found than the time before */
    public boolean parse(ByteScanner in) {
        begin();
        while (in.hasMore()) {
            if (in.word()) {
                take(in);
            }
            in.skipLine();
        }
        return end();
    }

    void begin() {
        boolean[] swap = foundBefore;
        foundBefore = found;
        found = swap;
        Arrays.fill(found, false);
    }

    /** Takes the number that follows if the word taken last is a wanted key. */
    void take(ByteScanner in) {
        for (int i = 0; i < keys.length; i++) {
            if (in.wordIs(keys[i])) {
                figures[i] = in.number();
                found[i] = true;
                return;
            }
        }
    }

    boolean end() {
        return !Arrays.equals(found, foundBefore);
    }

    public int size() {
        return keys.length;
    }

    public boolean has(int index) {
        return found[index];
    }

    public long figure(int index) {
        return figures[index];
    }
}
