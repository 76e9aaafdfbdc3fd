/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.series;

import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.StorageApi.Points;
import java.util.Arrays;

/** Collects figures in the order of time and closes a point whenever the next bucket begins. */
final class PointsBuilder {
    private final long from;
    private final long step;
    private long[] t = new long[64];
    private double[] min = new double[64];
    private double[] avg = new double[64];
    private double[] max = new double[64];
    private double[] last = new double[64];
    private int[] count = new int[64];
    private int size;
    private long bucket;
    private double sum;

    PointsBuilder(long from, long step) {
        this.from = from;
        this.step = step;
    }

    /** Adds one sample; a point of a single sample keeps its time. */
    void sample(long time, double value) {
        add(time, value, value, value, value, 1);
        t[size - 1] = count[size - 1] == 1 ? time : start();
    }

    /** Adds a finer point. */
    void finer(Points of, int i) {
        point(of, i);
        t[size - 1] = start();
    }

    /** Adds a point of the same grid; where it is alone in its bucket it keeps its time. */
    void point(Points of, int i) {
        add(of.t()[i], of.min()[i], of.avg()[i], of.max()[i], of.last()[i], of.count()[i]);
        t[size - 1] = count[size - 1] == of.count()[i] ? of.t()[i] : start();
    }

    private void add(long time, double least, double mean, double most, double newest, int more) {
        long mine = Math.floorDiv(time, step);
        if (size == 0 || mine != bucket) {
            open(mine);
            min[size - 1] = least;
            max[size - 1] = most;
        }
        min[size - 1] = Math.min(min[size - 1], least);
        max[size - 1] = Math.max(max[size - 1], most);
        sum += mean * more;
        count[size - 1] += more;
        avg[size - 1] = sum / count[size - 1];
        last[size - 1] = newest;
    }

    private long start() {
        return Math.max(bucket * step, from);
    }

    Points points(Series series) {
        return new Points(
                series,
                Arrays.copyOf(t, size),
                Arrays.copyOf(min, size),
                Arrays.copyOf(avg, size),
                Arrays.copyOf(max, size),
                Arrays.copyOf(last, size),
                Arrays.copyOf(count, size));
    }

    private void open(long mine) {
        if (size == t.length) {
            int more = size * 2;
            t = Arrays.copyOf(t, more);
            min = Arrays.copyOf(min, more);
            avg = Arrays.copyOf(avg, more);
            max = Arrays.copyOf(max, more);
            last = Arrays.copyOf(last, more);
            count = Arrays.copyOf(count, more);
        }
        bucket = mine;
        sum = 0;
        size++;
    }
}
