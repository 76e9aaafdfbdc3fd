/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.Points;
import io.atalaia.platform.engine.block.ColumnCodec;
import io.atalaia.platform.engine.block.CorruptBlock;
import io.atalaia.platform.engine.series.Downsampler;
import io.atalaia.platform.engine.series.Significant;
import io.atalaia.platform.engine.series.Track;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The sixty minutes of one series in an hour: a table with the columns least, mean, most, last and count, and for counters,
 * of which those are of the rate per second, a sixth with the minute's last total. NaN where a minute has none.
 */
final class MinuteFigures {
    private static final int LEAST = 0;
    private static final int MEAN = 1;
    private static final int MOST = 2;
    private static final int LAST = 3;
    private static final int COUNT = 4;
    private static final int TOTAL = 5;

    private MinuteFigures() {}

    /** @param track of that hour; for a counter also the sample before it, if there is one */
    static double[][] of(Series series, long hour, Track track, long everyMillis) {
        boolean counter = series.kind() == Kind.COUNTER;
        double[][] table = new double[counter ? TOTAL + 1 : COUNT + 1][Stretch.MINUTES_AN_HOUR];
        Arrays.stream(table).forEach(column -> Arrays.fill(column, Double.NaN));
        var minutes = new Downsampler(hour * Stretch.HOUR, (hour + 1) * Stretch.HOUR, Stretch.MINUTE);
        Points totals = minutes.values(series, track);
        fill(table, counter ? minutes.rates(series, track, everyMillis) : totals, counter);
        if (counter) {
            for (int i = 0; i < totals.t().length; i++) {
                table[TOTAL][minute(totals.t()[i])] = totals.last()[i];
            }
        }
        return table;
    }

    private static void fill(double[][] table, Points points, boolean computed) {
        for (int i = 0; i < points.t().length; i++) {
            int minute = minute(points.t()[i]);
            double least = kept(points.min()[i], computed);
            double most = kept(points.max()[i], computed);
            table[LEAST][minute] = least;
            table[MEAN][minute] = Math.max(least, Math.min(most, Significant.rounded(points.avg()[i])));
            table[MOST][minute] = most;
            table[LAST][minute] = kept(points.last()[i], computed);
            table[COUNT][minute] = points.count()[i];
        }
    }

    private static double kept(double value, boolean computed) {
        return computed ? Significant.rounded(value) : value;
    }

    static byte[] encode(double[][] table) {
        return ColumnCodec.encodeTable(table);
    }

    /** @throws CorruptBlock for anything but such a table */
    static double[][] decode(Series series, byte[] bytes) {
        double[][] table = ColumnCodec.decodeTable(bytes);
        int columns = series.kind() == Kind.COUNTER ? TOTAL + 1 : COUNT + 1;
        if (table.length != columns || table[0].length != Stretch.MINUTES_AN_HOUR) {
            throw new CorruptBlock("not the minutes of an hour");
        }
        return table;
    }

    /** One point for each minute that has figures; a counter asked for as it is answers the minutes' last totals. */
    static Points points(Series series, long hour, double[][] table, As as) {
        boolean totals = series.kind() == Kind.COUNTER && as == As.RAW;
        double[] present = table[totals ? TOTAL : LAST];
        int[] minutes = IntStream.range(0, Stretch.MINUTES_AN_HOUR)
                .filter(minute -> !Double.isNaN(present[minute]))
                .toArray();
        return new Points(
                series,
                Arrays.stream(minutes)
                        .mapToLong(minute -> hour * Stretch.HOUR + minute * Stretch.MINUTE)
                        .toArray(),
                picked(table[totals ? TOTAL : LEAST], minutes),
                picked(table[totals ? TOTAL : MEAN], minutes),
                picked(table[totals ? TOTAL : MOST], minutes),
                picked(present, minutes),
                Arrays.stream(minutes)
                        .map(minute -> totals ? 1 : (int) table[COUNT][minute])
                        .toArray());
    }

    private static double[] picked(double[] column, int[] minutes) {
        return Arrays.stream(minutes).mapToDouble(minute -> column[minute]).toArray();
    }

    private static int minute(long time) {
        return (int) Math.floorMod(Stretch.minuteOf(time), Stretch.MINUTES_AN_HOUR);
    }
}
