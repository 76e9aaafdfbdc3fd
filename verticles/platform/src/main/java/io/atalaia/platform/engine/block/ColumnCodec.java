/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.block;

/**
 * One series over a long stretch, and the times that belong to it: the columns of {@link BlockCodec}, each by itself, so that
 * one can be read without the others. Lossless.
 *
 * <pre>
 * column  = form (1 byte: 1 plain, 2 raw Deflate), then: count (varint), the column or the integers as in a block
 * table   = form, then: count (varint), number of columns (varint), each column as in a block
 * </pre>
 */
public final class ColumnCodec {
    /** The most values in a column: an hour at twenty-five a second. */
    public static final int MOST_VALUES = 100_000;

    private static final int MOST_COLUMNS = 16;
    private static final int WORTH_DEFLATING = 48;
    private static final int PLAIN = 1;
    private static final int DEFLATED = 2;
    private static final int MOST_PLAIN_BYTES = 2 * 1024 * 1024;

    private ColumnCodec() {}

    /** @param values NaN where there is none */
    public static byte[] encode(double[] values) {
        var sink = counted(values.length);
        Doubles.write(sink, values);
        return formed(sink.bytes());
    }

    /** @throws CorruptBlock for anything but a column */
    public static double[] decode(byte[] column) {
        var source = opened(column);
        double[] values = Doubles.read(source, source.count("values", MOST_VALUES));
        source.expectEnd();
        return values;
    }

    /** Any whole numbers, such as times or counts. */
    public static byte[] encodeLongs(long[] values) {
        var sink = counted(values.length);
        Integers.write(sink, values);
        return formed(sink.bytes());
    }

    /** @throws CorruptBlock for anything but a column of whole numbers */
    public static long[] decodeLongs(byte[] column) {
        var source = opened(column);
        long[] values = Integers.read(source, source.count("values", MOST_VALUES));
        source.expectEnd();
        return values;
    }

    /** Several columns of one length under one form: shorter than each by itself. */
    public static byte[] encodeTable(double[]... columns) {
        var sink = counted(columns[0].length);
        sink.varint(columns.length);
        for (double[] column : columns) {
            if (column.length != columns[0].length) {
                throw new IllegalArgumentException("the columns of a table have to be of one length");
            }
            Doubles.write(sink, column);
        }
        return formed(sink.bytes());
    }

    /** @throws CorruptBlock for anything but a table */
    public static double[][] decodeTable(byte[] table) {
        var source = opened(table);
        int count = source.count("values", MOST_VALUES);
        double[][] columns = new double[source.count("columns", MOST_COLUMNS)][];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Doubles.read(source, count);
        }
        source.expectEnd();
        return columns;
    }

    private static ByteSink counted(int count) {
        if (count > MOST_VALUES) {
            throw new IllegalArgumentException(count + " values, a column takes at most " + MOST_VALUES);
        }
        var sink = new ByteSink();
        sink.varint(count);
        return sink;
    }

    /** Short columns grow when deflated, or win too little for the effort; they stay as they are. */
    private static byte[] formed(byte[] plain) {
        byte[] deflated = plain.length < WORTH_DEFLATING ? plain : Deflate.deflated(plain);
        boolean smaller = deflated.length < plain.length;
        var sink = new ByteSink();
        sink.one(smaller ? DEFLATED : PLAIN);
        sink.all(smaller ? deflated : plain);
        return sink.bytes();
    }

    private static ByteSource opened(byte[] column) {
        int form = column.length == 0 ? 0 : column[0];
        return switch (form) {
            case PLAIN -> new ByteSource(column, 1, column.length);
            case DEFLATED -> new ByteSource(Deflate.inflated(column, 1, MOST_PLAIN_BYTES));
            default -> throw new CorruptBlock("the column has an unknown form");
        };
    }
}
