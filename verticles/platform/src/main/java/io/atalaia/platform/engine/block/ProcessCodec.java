/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.block;

import io.atalaia.platform.engine.block.Columns.Processes;
import java.util.List;

/** Process rows by themselves, as they lie in a block: one raw Deflate stream behind a version byte. Lossless. */
public final class ProcessCodec {
    private static final int VERSION = 1;
    private static final int MOST_PLAIN_BYTES = 16 * 1024 * 1024;

    private ProcessCodec() {}

    /** @throws IllegalArgumentException for more than 6,000 instants or 200,000 rows */
    public static byte[] encode(List<Processes> looks) {
        var rows = new ByteSink();
        ProcessRows.write(rows, looks);
        var sink = new ByteSink();
        sink.one(VERSION);
        sink.all(Deflate.deflated(rows.bytes()));
        return sink.bytes();
    }

    /** @throws CorruptBlock for anything but what {@link #encode} gave */
    public static List<Processes> decode(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            throw new CorruptBlock("not rows of processes");
        }
        var source = new ByteSource(Deflate.inflated(bytes, 1, MOST_PLAIN_BYTES));
        List<Processes> looks = ProcessRows.read(source);
        source.expectEnd();
        return looks;
    }
}
