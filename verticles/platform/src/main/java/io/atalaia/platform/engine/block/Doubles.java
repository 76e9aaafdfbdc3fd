/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.block;

import java.util.Arrays;

/**
 * A column of figures, NaN where there is none. One byte says how: the mode in the lowest three bits ({@link Integers}' modes
 * or {@link #XOR} or {@link #NOTHING}), then a bit that says that {@link Presence} runs follow, then four bits with the decimal
 * exponent. The present values, times ten to the exponent, are whole numbers; where no exponent up to nine gives every value
 * back bit by bit, each is combined by exclusive or with the one before, and the eight bytes of the results lie plane by
 * plane, highest first.
 */
final class Doubles {
    private static final int XOR = 4;
    private static final int NOTHING = 5;
    private static final int MODE = 0x07;
    private static final int RUNS = 0x08;
    private static final int EXPONENT_SHIFT = 4;

    private Doubles() {}

    static void write(ByteSink sink, double[] values) {
        double[] present = present(values);
        if (present.length == 0) {
            sink.one(NOTHING);
            return;
        }
        int runs = present.length < values.length ? RUNS : 0;
        int exponent = Decimal.exponent(present);
        if (exponent < 0) {
            sink.one(XOR | runs);
            writeRuns(sink, values, runs);
            writePlanes(sink, present);
            return;
        }
        long[] scaled = Decimal.scaled(present, exponent);
        int mode = Integers.mode(scaled);
        sink.one(mode | runs | exponent << EXPONENT_SHIFT);
        writeRuns(sink, values, runs);
        Integers.writeBody(sink, mode, scaled);
    }

    /** The values themselves where none is missing, as in nearly every column. */
    private static double[] present(double[] values) {
        int count = 0;
        for (double value : values) {
            count += Double.isNaN(value) ? 0 : 1;
        }
        if (count == values.length) {
            return values;
        }
        double[] present = new double[count];
        int next = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                present[next++] = value;
            }
        }
        return present;
    }

    static double[] read(ByteSource source, int count) {
        int head = source.one();
        int mode = head & MODE;
        if (mode == NOTHING) {
            double[] nothing = new double[count];
            Arrays.fill(nothing, Double.NaN);
            return nothing;
        }
        int exponent = head >> EXPONENT_SHIFT;
        if (exponent > Decimal.MOST) {
            throw new CorruptBlock("a column has the decimal exponent " + exponent);
        }
        boolean[] there = (head & RUNS) == 0 ? null : Presence.read(source, count);
        int present = there == null ? count : Presence.count(there);
        double[] values = mode == XOR
                ? readPlanes(source, present)
                : Decimal.unscaled(Integers.readBody(source, mode, present), exponent);
        return there == null ? values : spread(values, there);
    }

    /** Goes past a column without making it. */
    static void skip(ByteSource source, int count) {
        int head = source.one();
        int mode = head & MODE;
        if (mode == NOTHING) {
            return;
        }
        int present = (head & RUNS) == 0 ? count : Presence.count(Presence.read(source, count));
        if (mode == XOR) {
            source.skip(present * Double.BYTES);
        } else {
            Integers.skipBody(source, mode, present);
        }
    }

    private static void writeRuns(ByteSink sink, double[] values, int runs) {
        if (runs == 0) {
            return;
        }
        boolean[] there = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            there[i] = !Double.isNaN(values[i]);
        }
        Presence.write(sink, there);
    }

    private static void writePlanes(ByteSink sink, double[] values) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            long before = 0;
            for (double value : values) {
                long bits = Double.doubleToLongBits(value);
                sink.one((int) ((bits ^ before) >>> shift));
                before = bits;
            }
        }
    }

    private static double[] readPlanes(ByteSource source, int count) {
        source.need(count * Double.BYTES);
        long[] bits = new long[count];
        for (int plane = 0; plane < Double.BYTES; plane++) {
            for (int i = 0; i < count; i++) {
                bits[i] = bits[i] << Byte.SIZE | source.one();
            }
        }
        double[] values = new double[count];
        long before = 0;
        for (int i = 0; i < count; i++) {
            before ^= bits[i];
            values[i] = Double.longBitsToDouble(before);
        }
        return values;
    }

    private static double[] spread(double[] present, boolean[] there) {
        double[] values = new double[there.length];
        int next = 0;
        for (int i = 0; i < there.length; i++) {
            values[i] = there[i] ? present[next++] : Double.NaN;
        }
        return values;
    }
}
