/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.block;

import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * The format of blocks. All of it is lossless: every figure comes back bit by bit (any NaN as the one that means "none").
 *
 * <pre>
 * block    = version (1 byte, 1), then one raw Deflate stream (RFC 1951) of:
 *            series count, sample count (varints), times, one column for each series, process rows
 * times    = integers
 * integers = mode (1 byte: 0 constant, 1 value, 2 delta, 3 delta of delta), body
 * body     = first value (zigzag varint); unless constant: greatest common divisor (varint), then for each further value
 *            its residual divided by it (zigzag varint): less the first, less the one before, or the change of that
 * column   = head (1 byte: mode, whether presence runs follow, decimal exponent), runs, body: see {@link Doubles}
 * processes: see {@link ProcessRows}
 * </pre>
 *
 * <p>A varint has seven bits in each byte, lowest first, the top bit set while more follow. The mode of a column is the one
 * with the fewest bits before Deflate. Recorded machines take about 0.4 bytes a sample at one sample a second.
 */
public final class BlockCodec {
    /** The most instants in a block: a minute at a hundred a second. */
    public static final int MOST_SAMPLES = 6_000;
    /** The most series; the same as a schema's. */
    public static final int MOST_SERIES = 10_000;
    /** The most figures, instants times series: 64 MB once decoded. */
    public static final int MOST_FIGURES = 8_000_000;

    private static final int VERSION = 1;
    private static final int MOST_PLAIN_BYTES = 64 * 1024 * 1024;

    private BlockCodec() {}

    /**
     * @throws IllegalArgumentException for columns that do not fit each other or are beyond the limits
     */
    public static byte[] encode(Columns columns) {
        requireFit(columns);
        var sink = new ByteSink();
        sink.varint(columns.values().length);
        sink.varint(columns.times().length);
        Integers.write(sink, columns.times());
        for (double[] column : columns.values()) {
            Doubles.write(sink, column);
        }
        ProcessRows.write(sink, columns.processes());
        var block = new ByteSink();
        block.one(VERSION);
        block.all(Deflate.deflated(sink.bytes()));
        return block.bytes();
    }

    /**
     * Decodes whatever bytes there are in bounded memory: at most the limits above, and 64 MiB before that.
     *
     * @throws CorruptBlock for anything but a block
     */
    public static Columns decode(byte[] payload) {
        var source = opened(payload);
        var figures = figures(source, series -> true);
        var processes = ProcessRows.read(source);
        source.expectEnd();
        return new Columns(figures.times(), figures.values(), processes);
    }

    /**
     * Decodes some of the series alone, which costs a third; all else of the block is neither made nor looked at.
     *
     * @param wanted the places of the series; the others are null
     * @throws CorruptBlock for anything but a block
     */
    public static Columns decode(byte[] payload, IntPredicate wanted) {
        return figures(opened(payload), wanted);
    }

    private static Columns figures(ByteSource source, IntPredicate wanted) {
        int series = source.count("series", MOST_SERIES);
        int samples = source.count("samples", MOST_SAMPLES);
        if ((long) series * samples > MOST_FIGURES) {
            throw new CorruptBlock("more than " + MOST_FIGURES + " figures");
        }
        source.need(series);
        long[] times = Integers.read(source, samples);
        if (!growing(times)) {
            throw new CorruptBlock("the times do not grow");
        }
        double[][] values = new double[series][];
        for (int i = 0; i < series; i++) {
            if (wanted.test(i)) {
                values[i] = Doubles.read(source, samples);
            } else {
                Doubles.skip(source, samples);
            }
        }
        return new Columns(times, values, List.of());
    }

    private static ByteSource opened(byte[] payload) {
        if (payload.length == 0 || payload[0] != VERSION) {
            throw new CorruptBlock(payload.length == 0 ? "the block is empty" : "the block has an unknown version");
        }
        return new ByteSource(Deflate.inflated(payload, 1, MOST_PLAIN_BYTES));
    }

    private static void requireFit(Columns columns) {
        int samples = columns.times().length;
        int series = columns.values().length;
        if (samples > MOST_SAMPLES || series > MOST_SERIES || (long) samples * series > MOST_FIGURES) {
            throw new IllegalArgumentException(samples + " samples of " + series + " series are too many for a block");
        }
        if (!growing(columns.times())) {
            throw new IllegalArgumentException("the times of a block have to grow");
        }
        for (double[] column : columns.values()) {
            if (Objects.requireNonNull(column).length != samples) {
                throw new IllegalArgumentException("every column has to be as long as the times");
            }
        }
    }

    private static boolean growing(long[] times) {
        for (int i = 1; i < times.length; i++) {
            if (times[i] <= times[i - 1]) {
                return false;
            }
        }
        return true;
    }
}
