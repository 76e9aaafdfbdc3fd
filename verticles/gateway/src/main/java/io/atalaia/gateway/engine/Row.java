/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.contracts.series.Series;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Where the figures of one device stand among the values of a sample.
 *
 * @param labels of one of its series
 * @param at the place of each figure; -1 where the schema does not have it
 */
record Row(Map<String, String> labels, int[] at) {
    static final int ABSENT = -1;

    /** One row of the metrics without regard to labels. */
    static Row single(List<Series> series, List<String> metrics) {
        List<Row> rows = rows(series, metrics, one -> "");
        return rows.isEmpty() ? none(metrics.size()) : rows.get(0);
    }

    /** A row for each device that the series of these metrics name. */
    static List<Row> rows(List<Series> series, List<String> metrics, Function<Series, String> device) {
        return pivot(series, one -> metrics.indexOf(one.name()), metrics.size(), device);
    }

    /** A row for each value of the device, with a column for each value of the label. */
    static List<Row> byLabel(
            List<Series> series, String metric, String label, List<String> values, Function<Series, String> device) {
        return pivot(
                series,
                one -> one.name().equals(metric) ? values.indexOf(one.labels().get(label)) : ABSENT,
                values.size(),
                device);
    }

    static Row none(int width) {
        int[] at = new int[width];
        Arrays.fill(at, ABSENT);
        return new Row(Map.of(), at);
    }

    private static List<Row> pivot(
            List<Series> series, ToIntFunction<Series> column, int width, Function<Series, String> device) {
        var rows = new LinkedHashMap<String, Row>();
        for (int i = 0; i < series.size(); i++) {
            Series one = series.get(i);
            int place = column.applyAsInt(one);
            if (place >= 0) {
                rows.computeIfAbsent(device.apply(one), named -> new Row(one.labels(), none(width).at)).at[place] = i;
            }
        }
        return List.copyOf(rows.values());
    }

    String label(String name) {
        return labels.getOrDefault(name, "");
    }
}
