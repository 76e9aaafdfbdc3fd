/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.series;

import io.atalaia.contracts.storage.StorageApi.Points;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Joins points of one grid, as of what is stored with what is newer and still in memory. */
public final class PointsMerger {
    private PointsMerger() {}

    /**
     * Joins two lists by series; those that only one of them has are kept, the earlier list's first.
     *
     * @param from the question's start: no point stands before it
     * @param stepMillis the width of both grids' buckets
     */
    public static List<Points> merge(List<Points> earlier, List<Points> later, long from, long stepMillis) {
        Map<String, Points> merged = new LinkedHashMap<>();
        earlier.forEach(points -> merged.put(points.series().key(), points));
        later.forEach(points ->
                merged.merge(points.series().key(), points, (one, other) -> merge(one, other, from, stepMillis)));
        return new ArrayList<>(merged.values());
    }

    /**
     * Joins two series of points that must not stand for the same samples. Where both have a point of one bucket, averages
     * weigh by their counts and {@code last} is the later's.
     */
    public static Points merge(Points earlier, Points later, long from, long stepMillis) {
        var points = new PointsBuilder(from, stepMillis);
        int one = 0;
        int other = 0;
        while (one < earlier.t().length || other < later.t().length) {
            boolean first = other == later.t().length
                    || (one < earlier.t().length
                            && Math.floorDiv(earlier.t()[one], stepMillis)
                                    <= Math.floorDiv(later.t()[other], stepMillis));
            if (first) {
                points.point(earlier, one++);
            } else {
                points.point(later, other++);
            }
        }
        return points.points(earlier.series());
    }
}
