/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.engine.SlowSource;
import io.atalaia.agent.parse.MountFile.Volume;
import io.atalaia.contracts.series.Series;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** All that a platform tells of a machine, as Prometheus' text. */
final class Exposition {
    private static final VolumeFigures SPACE = new VolumeFigures(1e12, 6e11, 5e11, 1e6, 9e5);

    private Exposition() {}

    /** One reading of everything but the clock, which is this machine's whatever the tree, and the space of volumes. */
    static Map<Series, Double> all(LinuxPlatform platform) throws IOException {
        Map<Series, Double> all = new LinkedHashMap<>();
        for (Collector collector : platform.collectors()) {
            read(collector, all);
        }
        var processes = platform.processes(5);
        var ignored = processes.busiest();
        for (Collector collector : processes.counts()) {
            read(collector, all);
        }
        for (SlowSource source : platform.slow()) {
            if (!source.family().equals("clock")) {
                source.source().read().forEach((series, value) -> put(all, series, value));
            }
        }
        Map<Volume, VolumeFigures> figures = new LinkedHashMap<>();
        var volumes = platform.volumes();
        volumes.stream().filter(volume -> volume.isLocal()).forEach(volume -> figures.put(volume, SPACE));
        VolumeFigures.series(volumes, figures).forEach((series, value) -> put(all, series, value));
        return all;
    }

    private static void read(Collector collector, Map<Series, Double> all) throws IOException {
        boolean first = collector.read();
        boolean second = collector.read();
        if (!first || second) {
            throw new IllegalStateException(collector.family() + " changes though nothing did");
        }
        List<Series> series = collector.series();
        double[] values = new double[series.size()];
        collector.fill(values, 0);
        for (int i = 0; i < values.length; i++) {
            put(all, series.get(i), values[i]);
        }
        collector.close();
    }

    private static void put(Map<Series, Double> all, Series series, double value) {
        if (all.put(series, value) != null) {
            throw new IllegalStateException(series.key() + " comes twice");
        }
    }

    /** By name, each with its type. */
    static String text(Map<Series, Double> figures) {
        Map<String, Map<String, String>> byName = new TreeMap<>();
        figures.forEach((series, value) -> byName.computeIfAbsent(
                        series.name() + " " + series.kind().name().toLowerCase(Locale.ROOT), name -> new TreeMap<>())
                .put(series.key(), number(value)));
        var text = new StringBuilder();
        byName.forEach((name, lines) -> {
            text.append("# TYPE ").append(name).append('\n');
            lines.forEach(
                    (key, value) -> text.append(key).append(' ').append(value).append('\n'));
        });
        return text.toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
