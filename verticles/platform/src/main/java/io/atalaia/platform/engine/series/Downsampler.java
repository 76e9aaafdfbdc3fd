/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.series;

import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.StorageApi.Points;
import java.util.List;

/**
 * Turns the samples of one series into points on a fixed grid: bucket {@code n} holds what lies in
 * {@code [n * step, (n + 1) * step)}. A bucket without samples has no point. A point stands at the start of its bucket, but
 * not before {@code from}; a point of a single sample stands at the sample's own time.
 *
 * @param from inclusive, epoch milliseconds: what lies before is left out
 * @param to exclusive, epoch milliseconds
 * @param stepMillis the width of a bucket
 */
public record Downsampler(long from, long to, long stepMillis) {

    /** The values themselves; NaN and infinities are left out: they are no figures. */
    public Points values(Series series, Track track) {
        var points = new PointsBuilder(from, stepMillis);
        for (int i = 0; i < track.times().length; i++) {
            double value = track.values()[i];
            if (wanted(track.times()[i]) && Double.isFinite(value)) {
                points.sample(track.times()[i], value);
            }
        }
        return points.points(series);
    }

    /**
     * The {@link Track#rates rates} of a counter.
     *
     * @param track may begin before {@code from}: the first rate in range needs the sample before it
     * @param everyMillis the sampling interval
     */
    public Points rates(Series series, Track track, long everyMillis) {
        return values(series, track.rates(everyMillis));
    }

    /**
     * Points of a finer grid whose step divides this one's, such as a stored tier: averages weigh by their counts.
     *
     * @param fine in the order of time
     */
    public Points coarser(Series series, List<Points> fine) {
        var points = new PointsBuilder(from, stepMillis);
        for (Points one : fine) {
            for (int i = 0; i < one.t().length; i++) {
                if (wanted(one.t()[i])) {
                    points.finer(one, i);
                }
            }
        }
        return points.points(series);
    }

    private boolean wanted(long time) {
        return time >= from && time < to;
    }
}
