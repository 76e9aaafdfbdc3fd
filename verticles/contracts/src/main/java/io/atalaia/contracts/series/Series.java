/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.series;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One metric with its labels on one machine, named as node_exporter names it.
 *
 * @param name the metric: a letter, then letters, digits and underscores
 * @param labels what tells this series from others of the metric; empty for most
 * @param kind how the values are to be read
 */
public record Series(String name, Map<String, String> labels, Kind kind) {

    public Series {
        labels = Map.copyOf(labels);
    }

    public static Series gauge(String name) {
        return new Series(name, Map.of(), Kind.GAUGE);
    }

    public static Series counter(String name) {
        return new Series(name, Map.of(), Kind.COUNTER);
    }

    /** The name as Prometheus writes it, labels in alphabetical order: equal series have equal keys. */
    public String key() {
        if (labels.isEmpty()) {
            return name;
        }
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
                        .collect(Collectors.joining(",", name + "{", "}"));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
