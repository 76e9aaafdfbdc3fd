/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.contracts.storage.StorageApi.Points;
import io.atalaia.platform.engine.headline.Formulas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/** Makes headline figures of the past from the averages of series: the same figures as {@link Figures}, by bucket. */
public final class PastFigures {
    /** The counters whose rates are needed. */
    public static final List<String> RATES = List.of(
            "atalaia_cpu_seconds_total", "node_network_receive_bytes_total", "node_network_transmit_bytes_total");
    /** The gauges that are needed. */
    public static final List<String> GAUGES = List.of(
            "node_memory_MemTotal_bytes",
            "node_memory_MemAvailable_bytes",
            "node_filesystem_size_bytes",
            "node_filesystem_avail_bytes",
            "node_filesystem_free_bytes",
            "node_hwmon_temp_celsius");

    private final long step;
    private final List<Points> all;

    /** @param step the width of a bucket in milliseconds */
    public PastFigures(List<Points> all, long step) {
        this.all = all;
        this.step = step;
    }

    /** @param t the starts of the buckets; null is what is not known of a bucket */
    public record Columns(
            List<Long> t,
            List<Double> cpu,
            List<Double> ram,
            List<Double> disk,
            List<Double> rx,
            List<Double> tx,
            List<Double> temp) {}

    public Columns columns() {
        var times = new TreeMap<Long, Boolean>();
        all.forEach(points -> {
            for (long t : points.t()) {
                times.put(bucket(t), true);
            }
        });
        List<Long> t = List.copyOf(times.keySet());
        return new Columns(
                t,
                column(t, cpu()),
                column(t, memory()),
                column(t, disk()),
                column(t, network(RATES.get(1))),
                column(t, network(RATES.get(2))),
                column(t, fold("node_hwmon_temp_celsius", any -> true, Math::max)));
    }

    private static List<Double> column(List<Long> t, Map<Long, Double> figures) {
        var column = new ArrayList<Double>(t.size());
        t.forEach(time -> column.add(figures.get(time)));
        return column;
    }

    private Map<Long, Double> cpu() {
        Map<Long, Double> total = fold(RATES.get(0), any -> true, Double::sum);
        Map<Long, Double> quiet = fold(
                RATES.get(0),
                points -> List.of("idle", "iowait")
                        .contains(points.series().labels().getOrDefault("mode", "")),
                Double::sum);
        return usedPercent(total, quiet);
    }

    private Map<Long, Double> memory() {
        return usedPercent(
                fold(GAUGES.get(0), any -> true, Double::sum), fold(GAUGES.get(1), any -> true, Double::sum));
    }

    private static Map<Long, Double> usedPercent(Map<Long, Double> total, Map<Long, Double> free) {
        var percent = new LinkedHashMap<Long, Double>();
        total.forEach((t, whole) -> {
            Double used = Figures.usedPercent(whole, free.get(t));
            if (used != null) {
                percent.put(t, used);
            }
        });
        return percent;
    }

    private Map<Long, Double> network(String metric) {
        return fold(metric, points -> Formulas.counts(points.series().labels()), Double::sum);
    }

    /** The fullest volume of each bucket, counted as df does. */
    private Map<Long, Double> disk() {
        var fullest = new LinkedHashMap<Long, Double>();
        all.stream()
                .filter(points -> points.series().name().equals(GAUGES.get(2)))
                .map(points -> points.series().labels())
                .forEach(labels -> volume(labels).forEach((t, percent) -> fullest.merge(t, percent, Math::max)));
        return fullest;
    }

    private Map<Long, Double> volume(Map<String, String> labels) {
        Predicate<Points> same = points -> points.series().labels().equals(labels);
        Map<Long, Double> size = fold(GAUGES.get(2), same, Double::sum);
        Map<Long, Double> available = fold(GAUGES.get(3), same, Double::sum);
        Map<Long, Double> free = fold(GAUGES.get(4), same, Double::sum);
        var percent = new LinkedHashMap<Long, Double>();
        size.forEach((t, whole) -> {
            Double left = available.get(t);
            Double used = left == null
                    ? null
                    : Figures.known(Formulas.volumePercent(whole, left, free.getOrDefault(t, left)));
            if (used != null) {
                percent.put(t, used);
            }
        });
        return percent;
    }

    private Map<Long, Double> fold(String metric, Predicate<Points> wanted, BinaryOperator<Double> join) {
        var folded = new TreeMap<Long, Double>();
        for (Points points : all) {
            if (points.series().name().equals(metric) && wanted.test(points)) {
                for (int i = 0; i < points.t().length; i++) {
                    folded.merge(bucket(points.t()[i]), points.avg()[i], join);
                }
            }
        }
        return folded;
    }

    private long bucket(long t) {
        return Math.floorDiv(t, step) * step;
    }
}
