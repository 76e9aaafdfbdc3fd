/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * The figures of a file with one line for each device. The kernel lists devices in a steady order, so each line is
 * compared with the device that stood in its place before: no name is made into a string until something changes.
 */
public final class DeviceRows {
    private final List<Row> rows = new ArrayList<>();
    private final int width;
    private int next;
    private boolean changed;

    DeviceRows(int width) {
        this.width = width;
    }

    void begin() {
        next = 0;
        changed = false;
    }

    /** Takes the figures that follow in the line as those of the device whose name is the word taken last. */
    void take(ByteScanner in) {
        if (next == rows.size() || !in.wordIs(rows.get(next).bytes)) {
            changed = true;
            replace(new Row(in.text(), in.wordBytes(), width));
        }
        long[] figures = rows.get(next++).figures;
        for (int i = 0; i < width; i++) {
            figures[i] = in.numberOrZero();
        }
    }

    private void replace(Row row) {
        if (next == rows.size()) {
            rows.add(row);
        } else {
            rows.set(next, row);
        }
    }

    /** @return whether the devices are others than the time before */
    boolean end() {
        while (rows.size() > next) {
            rows.remove(rows.size() - 1);
            changed = true;
        }
        return changed;
    }

    public int size() {
        return rows.size();
    }

    public String name(int device) {
        return rows.get(device).name;
    }

    public long figure(int device, int column) {
        return rows.get(device).figures[column];
    }

    private static final class Row {
        private final String name;
        private final byte[] bytes;
        private final long[] figures;

        /** @param bytes the name as the kernel writes it: it may be no UTF-8 */
        Row(String name, byte[] bytes, int width) {
            this.name = name;
            this.bytes = bytes;
            figures = new long[width];
        }
    }
}
