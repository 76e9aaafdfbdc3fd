/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.Points;
import io.atalaia.platform.engine.block.ColumnCodec;
import io.atalaia.platform.engine.block.CorruptBlock;
import io.atalaia.platform.engine.series.Significant;
import io.atalaia.platform.engine.series.Track;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The buckets of one series over a stretch: a table with the columns least, mean, most, last and count, and for counters, of
 * which those are of the rate per second, a sixth with the bucket's last total. NaN where a bucket has none.
 *
 * <p>Rates are those between neighbouring samples, none over a reset or a gap; so they merge exactly into coarser buckets,
 * weighed by their counts, and are never negative.
 */
final class FigureTable {
    private static final int LEAST = 0;
    private static final int MEAN = 1;
    private static final int MOST = 2;
    private static final int LAST = 3;
    private static final int COUNT = 4;
    private static final int TOTAL = 5;

    private FigureTable() {}

    static double[][] empty(int columns, int buckets) {
        var table = new double[columns][buckets];
        Arrays.stream(table).forEach(column -> Arrays.fill(column, Double.NaN));
        return table;
    }

    /** The minutes of an hour. The track is of that hour; for a counter it begins with the sample before, if there is one. */
    static double[][] minutes(Series series, long hour, Track track, long everyMillis) {
        boolean counter = series.kind() == Kind.COUNTER;
        double[][] table = empty(counter ? TOTAL + 1 : COUNT + 1, Stretch.MINUTES_AN_HOUR);
        long start = hour * Stretch.HOUR;
        fill(table, start, counter ? track.rates(everyMillis) : track, counter);
        if (counter) {
            for (int i = 0; i < track.times().length; i++) {
                long since = track.times()[i] - start;
                if (since >= 0 && since < Stretch.HOUR && Double.isFinite(track.values()[i])) {
                    table[TOTAL][(int) (since / Stretch.MINUTE)] = track.values()[i];
                }
            }
        }
        return table;
    }

    private static void fill(double[][] table, long start, Track track, boolean computed) {
        long[] times = track.times();
        int i = 0;
        while (i < times.length && times[i] < start) {
            i++;
        }
        for (int minute = 0; minute < Stretch.MINUTES_AN_HOUR; minute++) {
            int first = i;
            long end = start + (minute + 1) * Stretch.MINUTE;
            while (i < times.length && times[i] < end) {
                i++;
            }
            fill(table, minute, track.values(), first, i, computed);
        }
    }

    private static void fill(double[][] table, int minute, double[] values, int first, int end, boolean computed) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double last = Double.NaN;
        double sum = 0;
        int count = 0;
        for (int i = first; i < end; i++) {
            double value = values[i];
            if (Double.isFinite(value)) {
                least = Math.min(least, value);
                most = Math.max(most, value);
                sum += value;
                last = value;
                count++;
            }
        }
        if (count == 0) {
            return;
        }
        table[COUNT][minute] = count;
        table[LEAST][minute] = kept(least, computed);
        if (least == most) {
            // Most series stand still for most minutes, and rounding takes longer than all else here.
            table[MOST][minute] = table[LEAST][minute];
            table[MEAN][minute] = table[LEAST][minute];
            table[LAST][minute] = table[LEAST][minute];
        } else {
            table[MOST][minute] = kept(most, computed);
            table[MEAN][minute] = between(table[LEAST][minute], sum / count, table[MOST][minute]);
            table[LAST][minute] = kept(last, computed);
        }
    }

    private static double between(double least, double mean, double most) {
        return Math.max(least, Math.min(most, Significant.rounded(mean)));
    }

    private static double kept(double value, boolean computed) {
        return computed ? Significant.rounded(value) : value;
    }

    /** Puts a piece into its place; what was there goes. A null piece empties the place. */
    static void put(double[][] whole, double[][] piece, int at, int length) {
        for (int column = 0; column < whole.length; column++) {
            if (piece == null || column >= piece.length) {
                Arrays.fill(whole[column], at, at + length, Double.NaN);
            } else {
                System.arraycopy(piece[column], 0, whole[column], at, length);
            }
        }
    }

    /** So many buckets become one; averages weigh by their counts. */
    static double[][] coarser(double[][] fine, int together) {
        double[][] coarse = empty(fine.length, fine[0].length / together);
        for (int bucket = 0; bucket < coarse[0].length; bucket++) {
            merge(fine, bucket * together, together, coarse, bucket);
        }
        return coarse;
    }

    private static void merge(double[][] fine, int from, int together, double[][] coarse, int bucket) {
        double sum = 0;
        double count = 0;
        for (int i = from; i < from + together; i++) {
            if (!Double.isNaN(fine[COUNT][i])) {
                boolean first = count == 0;
                sum += fine[MEAN][i] * fine[COUNT][i];
                count += fine[COUNT][i];
                coarse[LEAST][bucket] = first ? fine[LEAST][i] : Math.min(coarse[LEAST][bucket], fine[LEAST][i]);
                coarse[MOST][bucket] = first ? fine[MOST][i] : Math.max(coarse[MOST][bucket], fine[MOST][i]);
                coarse[LAST][bucket] = fine[LAST][i];
            }
            if (fine.length > TOTAL && !Double.isNaN(fine[TOTAL][i])) {
                coarse[TOTAL][bucket] = fine[TOTAL][i];
            }
        }
        if (count > 0) {
            coarse[COUNT][bucket] = count;
            coarse[MEAN][bucket] = between(coarse[LEAST][bucket], sum / count, coarse[MOST][bucket]);
        }
    }

    static byte[] encode(double[][] table) {
        return ColumnCodec.encodeTable(table);
    }

    /** @throws CorruptBlock for anything but a table of so many buckets */
    static double[][] decode(byte[] bytes, int buckets) {
        double[][] table = ColumnCodec.decodeTable(bytes);
        if (table.length < COUNT + 1 || table.length > TOTAL + 1 || table[0].length != buckets) {
            throw new CorruptBlock("not the figures of " + buckets + " buckets");
        }
        return table;
    }

    /** @throws CorruptBlock for anything but a table of so many columns and buckets */
    static double[][] decodeAny(byte[] bytes, int columns, int buckets) {
        double[][] table = ColumnCodec.decodeTable(bytes);
        if (table.length != columns || table[0].length != buckets) {
            throw new CorruptBlock("not " + columns + " figures of " + buckets + " buckets");
        }
        return table;
    }

    /**
     * One point for each bucket that has figures; a counter asked for as it is answers the buckets' last totals.
     *
     * @param start of the table's first bucket, epoch milliseconds
     * @param first the first bucket that is wanted
     * @param end the one behind the last
     */
    static Points points(Series series, double[][] table, long start, long width, int first, int end, As as) {
        boolean totals = table.length > TOTAL && as == As.RAW;
        double[] present = table[totals ? TOTAL : LAST];
        int[] buckets = IntStream.range(first, end)
                .filter(bucket -> !Double.isNaN(present[bucket]))
                .toArray();
        return new Points(
                series,
                Arrays.stream(buckets)
                        .mapToLong(bucket -> start + bucket * width)
                        .toArray(),
                picked(table[totals ? TOTAL : LEAST], buckets),
                picked(table[totals ? TOTAL : MEAN], buckets),
                picked(table[totals ? TOTAL : MOST], buckets),
                picked(present, buckets),
                Arrays.stream(buckets)
                        .map(bucket -> totals ? 1 : (int) table[COUNT][bucket])
                        .toArray());
    }

    private static double[] picked(double[] column, int[] buckets) {
        return Arrays.stream(buckets).mapToDouble(bucket -> column[bucket]).toArray();
    }
}
