/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Puts rows from several places into one order of time. Of two rows with one time the part that was named first stays. */
final class Rows {
    private Rows() {}

    static Part merged(List<Part> parts) {
        List<Part> filled =
                parts.stream().filter(part -> part.times().length > 0).toList();
        if (filled.size() == 1) {
            return filled.get(0);
        }
        return inOrder(filled) ? gathered(filled, null) : gathered(filled, order(filled));
    }

    /** Two columns of one series at the same instants are never merged; each part is whole. */
    private static boolean inOrder(List<Part> parts) {
        for (int i = 1; i < parts.size(); i++) {
            long[] before = parts.get(i - 1).times();
            if (parts.get(i).times()[0] <= before[before.length - 1]) {
                return false;
            }
        }
        return true;
    }

    /** The places of the rows, counted over all parts, in the order of time and without those that come twice. */
    private static int[] order(List<Part> parts) {
        long[] times = times(parts);
        int[] sorted = IntStream.range(0, times.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> times[i]))
                .mapToInt(i -> i)
                .toArray();
        int size = 0;
        for (int place : sorted) {
            if (size == 0 || times[place] != times[sorted[size - 1]]) {
                sorted[size++] = place;
            }
        }
        return Arrays.copyOf(sorted, size);
    }

    private static long[] times(Collection<Part> parts) {
        return parts.stream().flatMapToLong(part -> Arrays.stream(part.times())).toArray();
    }

    private static Part gathered(List<Part> parts, int[] order) {
        Set<String> fields = new LinkedHashSet<>();
        parts.forEach(part -> fields.addAll(part.columns().keySet()));
        Map<String, double[]> columns = new HashMap<>();
        for (String field : fields) {
            double[] column = column(parts, field);
            columns.put(
                    field,
                    order == null
                            ? column
                            : Arrays.stream(order).mapToDouble(i -> column[i]).toArray());
        }
        long[] times = times(parts);
        return new Part(
                order == null
                        ? times
                        : Arrays.stream(order).mapToLong(i -> times[i]).toArray(),
                columns);
    }

    private static double[] column(List<Part> parts, String field) {
        List<double[]> pieces = new ArrayList<>();
        int size = 0;
        for (Part part : parts) {
            pieces.add(part.columns().get(field));
            size += part.times().length;
        }
        double[] column = new double[size];
        Arrays.fill(column, Double.NaN);
        int at = 0;
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i) != null) {
                System.arraycopy(pieces.get(i), 0, column, at, pieces.get(i).length);
            }
            at += parts.get(i).times().length;
        }
        return column;
    }
}
