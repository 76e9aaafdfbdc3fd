/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.Gap;
import io.atalaia.contracts.storage.StorageApi.Points;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Joins what was sampled of one machine under different ids, one after the other. */
final class Lives {
    private Lives() {}

    /**
     * @param before under the older id
     * @param begin when the newer id begins, in epoch milliseconds
     */
    static Answer joined(Answer before, Answer now, long begin) {
        Map<Series, Points> series = new LinkedHashMap<>();
        now.series().forEach(points -> series.put(points.series(), points));
        for (Points old : before.series()) {
            Points young = series.get(old.series());
            long until = young == null || young.t().length == 0 ? begin : Math.min(begin, young.t()[0]);
            Points kept = until(old, until);
            series.put(old.series(), young == null ? kept : chained(kept, young));
        }
        return new Answer(
                now.tier(),
                Math.max(before.stepMillis(), now.stepMillis()),
                now.until(),
                new ArrayList<>(series.values()),
                gaps(before, now, begin));
    }

    private static List<Gap> gaps(Answer before, Answer now, long begin) {
        return Stream.concat(
                        before.gaps().stream().map(gap -> new Gap(gap.from(), Math.min(gap.to(), begin), gap.reason())),
                        now.gaps().stream().map(gap -> new Gap(Math.max(gap.from(), begin), gap.to(), gap.reason())))
                .filter(gap -> gap.from() < gap.to())
                .toList();
    }

    private static Points until(Points points, long end) {
        int found = Arrays.binarySearch(points.t(), end);
        int n = found < 0 ? -found - 1 : found;
        return new Points(
                points.series(),
                Arrays.copyOf(points.t(), n),
                Arrays.copyOf(points.min(), n),
                Arrays.copyOf(points.avg(), n),
                Arrays.copyOf(points.max(), n),
                Arrays.copyOf(points.last(), n),
                Arrays.copyOf(points.count(), n));
    }

    private static Points chained(Points old, Points young) {
        return new Points(
                young.series(),
                chained(old.t(), young.t()),
                chained(old.min(), young.min()),
                chained(old.avg(), young.avg()),
                chained(old.max(), young.max()),
                chained(old.last(), young.last()),
                chained(old.count(), young.count()));
    }

    private static long[] chained(long[] one, long[] other) {
        long[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static double[] chained(double[] one, double[] other) {
        double[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static int[] chained(int[] one, int[] other) {
        int[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
