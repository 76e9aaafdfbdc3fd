/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.block;

import io.atalaia.contracts.series.ProcessRow;
import io.atalaia.platform.engine.block.Columns.Processes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The process rows of a block, column by column: how many instants, their times and how many rows each has; the dictionary
 * of {@link Identity identities}; then for each row its identity and its figures, which are differences from the same
 * process' row before. CPU seconds have a decimal exponent in front, or {@link #AS_DOUBLES}. Bytes read and written have
 * {@link Presence} runs.
 */
final class ProcessRows {
    private static final int MOST_INSTANTS = 6_000;
    private static final int MOST_ROWS = 200_000;
    private static final int AS_DOUBLES = 15;

    private ProcessRows() {}

    static void write(ByteSink sink, List<Processes> processes) {
        List<ProcessRow> rows =
                processes.stream().flatMap(one -> one.rows().stream()).toList();
        if (processes.size() > MOST_INSTANTS || rows.size() > MOST_ROWS) {
            throw new IllegalArgumentException(
                    "at most " + MOST_INSTANTS + " instants and " + MOST_ROWS + " rows of processes");
        }
        sink.varint(processes.size());
        Integers.write(sink, processes.stream().mapToLong(Processes::time).toArray());
        Integers.write(
                sink, processes.stream().mapToLong(one -> one.rows().size()).toArray());
        Map<Identity, Integer> known = new LinkedHashMap<>();
        rows.forEach(row -> known.putIfAbsent(Identity.of(row), known.size()));
        Identity.write(sink, List.copyOf(known.keySet()));
        long[] who = rows.stream().mapToLong(row -> known.get(Identity.of(row))).toArray();
        Integers.write(sink, who);
        writeCpu(sink, rows.stream().mapToDouble(ProcessRow::cpuSeconds).toArray(), who);
        Integers.write(
                sink,
                differences(rows.stream().mapToLong(ProcessRow::residentBytes).toArray(), who));
        writeBytes(sink, rows, ProcessRow::readBytes, who);
        writeBytes(sink, rows, ProcessRow::writtenBytes, who);
    }

    static List<Processes> read(ByteSource source) {
        int instants = source.count("instants of processes", MOST_INSTANTS);
        long[] times = Integers.read(source, instants);
        long[] sizes = Integers.read(source, instants);
        List<ProcessRow> rows = readRows(source, total(sizes));
        List<Processes> processes = new ArrayList<>(instants);
        int at = 0;
        for (int i = 0; i < instants; i++) {
            processes.add(new Processes(times[i], rows.subList(at, at += (int) sizes[i])));
        }
        return processes;
    }

    private static List<ProcessRow> readRows(ByteSource source, int count) {
        List<Identity> identities = Identity.read(source, count);
        long[] who = Integers.read(source, count);
        List<Identity> whose = Arrays.stream(who)
                .mapToObj(place -> Identity.at(identities, place))
                .toList();
        double[] cpu = readCpu(source, who);
        long[] resident = sums(Integers.read(source, count), who);
        Long[] read = readBytes(source, who);
        Long[] written = readBytes(source, who);
        return IntStream.range(0, count)
                .mapToObj(i -> whose.get(i).row(cpu[i], resident[i], read[i], written[i]))
                .toList();
    }

    private static int total(long[] sizes) {
        long total = 0;
        for (long size : sizes) {
            if (size < 0 || size > MOST_ROWS || (total += size) > MOST_ROWS) {
                throw new CorruptBlock("too many rows of processes");
            }
        }
        return (int) total;
    }

    private static void writeCpu(ByteSink sink, double[] cpu, long[] who) {
        int exponent = Decimal.exponent(cpu);
        if (exponent < 0) {
            sink.one(AS_DOUBLES);
            Doubles.write(sink, cpu);
        } else {
            sink.one(exponent);
            Integers.write(sink, differences(Decimal.scaled(cpu, exponent), who));
        }
    }

    private static double[] readCpu(ByteSource source, long[] who) {
        int exponent = source.one();
        if (exponent == AS_DOUBLES) {
            return Doubles.read(source, who.length);
        }
        if (exponent > Decimal.MOST) {
            throw new CorruptBlock("a column has the decimal exponent " + exponent);
        }
        return Decimal.unscaled(sums(Integers.read(source, who.length), who), exponent);
    }

    private static void writeBytes(ByteSink sink, List<ProcessRow> rows, Function<ProcessRow, Long> of, long[] who) {
        boolean[] there = new boolean[who.length];
        long[] values = new long[who.length];
        long[] whose = new long[who.length];
        int present = 0;
        for (int i = 0; i < who.length; i++) {
            Long value = of.apply(rows.get(i));
            there[i] = value != null;
            if (value != null) {
                values[present] = value;
                whose[present++] = who[i];
            }
        }
        Presence.write(sink, there);
        Integers.write(sink, differences(Arrays.copyOf(values, present), whose));
    }

    private static Long[] readBytes(ByteSource source, long[] who) {
        boolean[] there = Presence.read(source, who.length);
        long[] whose = new long[who.length];
        int present = 0;
        for (int i = 0; i < who.length; i++) {
            if (there[i]) {
                whose[present++] = who[i];
            }
        }
        long[] values = sums(Integers.read(source, present), whose);
        Long[] bytes = new Long[who.length];
        for (int i = 0, next = 0; i < who.length; i++) {
            bytes[i] = there[i] ? (Long) values[next++] : null;
        }
        return bytes;
    }

    /** Each value less the one before of the same process. */
    private static long[] differences(long[] values, long[] who) {
        long[] before = new long[places(who)];
        long[] differences = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            int one = (int) who[i];
            differences[i] = values[i] - before[one];
            before[one] = values[i];
        }
        return differences;
    }

    private static long[] sums(long[] differences, long[] who) {
        long[] sums = new long[places(who)];
        long[] values = new long[differences.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = sums[(int) who[i]] += differences[i];
        }
        return values;
    }

    private static int places(long[] who) {
        return (int) Arrays.stream(who).max().orElse(-1) + 1;
    }
}
