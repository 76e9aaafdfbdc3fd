/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.block;

import java.util.Arrays;

/**
 * A column of whole numbers: constant, values, deltas or deltas of deltas, whichever takes the fewest bits, divided by
 * their greatest common divisor. Any long comes back exactly.
 */
final class Integers {
    static final int CONSTANT = 0;
    static final int VALUE = 1;
    static final int DELTA = 2;
    static final int DELTA_OF_DELTA = 3;

    /** Beyond this, differences may wrap, and what wrapped cannot be divided. */
    static final long DIVISIBLE = 1L << 60;

    private Integers() {}

    /** Writes a byte with the mode, then the body. The reader has to know how many values there are. */
    static void write(ByteSink sink, long[] values) {
        int mode = mode(values);
        sink.one(mode);
        writeBody(sink, mode, values);
    }

    static long[] read(ByteSource source, int count) {
        return readBody(source, source.one(), count);
    }

    /** The cheapest mode, measured in bits before Deflate. */
    static int mode(long[] values) {
        long divisor = divisor(values);
        if (divisor == 0) {
            return CONSTANT;
        }
        long value = 0;
        long delta = 0;
        long deltaOfDelta = 0;
        long before = 0;
        for (int i = 1; i < values.length; i++) {
            long difference = values[i] - values[i - 1];
            value += bits(divided(values[i] - values[0], divisor));
            delta += bits(divided(difference, divisor));
            deltaOfDelta += bits(divided(difference - before, divisor));
            before = difference;
        }
        if (value <= delta && value <= deltaOfDelta) {
            return VALUE;
        }
        return delta <= deltaOfDelta ? DELTA : DELTA_OF_DELTA;
    }

    static void writeBody(ByteSink sink, int mode, long[] values) {
        if (values.length == 0) {
            return;
        }
        sink.zigzag(values[0]);
        if (mode == CONSTANT) {
            return;
        }
        long divisor = divisor(values);
        sink.varint(divisor);
        long before = 0;
        for (int i = 1; i < values.length; i++) {
            long difference = values[i] - values[i - 1];
            long residual =
                    switch (mode) {
                        case VALUE -> values[i] - values[0];
                        case DELTA -> difference;
                        default -> difference - before;
                    };
            sink.zigzag(divided(residual, divisor));
            before = difference;
        }
    }

    static long[] readBody(ByteSource source, int mode, int count) {
        if (mode > DELTA_OF_DELTA) {
            throw new CorruptBlock("a column has the unknown mode " + mode);
        }
        long[] values = new long[count];
        if (count == 0) {
            return values;
        }
        values[0] = source.zigzag();
        if (mode == CONSTANT) {
            Arrays.fill(values, values[0]);
            return values;
        }
        source.need(count);
        long divisor = source.varint();
        long difference = 0;
        for (int i = 1; i < count; i++) {
            long residual = source.zigzag() * divisor;
            difference = mode == DELTA_OF_DELTA ? difference + residual : residual;
            values[i] = (mode == VALUE ? values[0] : values[i - 1]) + difference;
        }
        return values;
    }

    static void skipBody(ByteSource source, int mode, int count) {
        if (mode > DELTA_OF_DELTA) {
            throw new CorruptBlock("a column has the unknown mode " + mode);
        }
        if (count > 0) {
            source.skipVarints(mode == CONSTANT ? 1 : count + 1);
        }
    }

    /** Of the differences between neighbours, hence also of those to the first and of their differences; 0 when all are equal. */
    private static long divisor(long[] values) {
        long divisor = 0;
        boolean divisible = true;
        for (int i = 0; i < values.length; i++) {
            divisible &= values[i] > -DIVISIBLE && values[i] < DIVISIBLE;
            if (i > 0 && divisor != 1) {
                long difference = values[i] - values[i - 1];
                divisor = difference == 0 ? divisor : common(divisor, difference);
            }
        }
        return divisible || divisor == 0 ? divisor : 1;
    }

    private static long common(long one, long other) {
        long a = one;
        long b = Math.abs(other);
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    /** Most columns have the divisor 1, and a division costs more than all else here. */
    private static long divided(long value, long divisor) {
        return divisor == 1 ? value : value / divisor;
    }

    private static int bits(long value) {
        return Long.SIZE - Long.numberOfLeadingZeros(ByteSink.zigzagged(value));
    }
}
