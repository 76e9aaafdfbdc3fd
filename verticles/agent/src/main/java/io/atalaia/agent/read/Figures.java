/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Gathers one reading of a slow family, in a steady order. The first of two equal series stays. */
final class Figures {
    private final Map<Series, Double> all = new LinkedHashMap<>();

    void gauge(String name, double value) {
        gauge(name, Map.of(), value);
    }

    void gauge(String name, Map<String, String> labels, double value) {
        put(new Series(name, told(labels), Kind.GAUGE), value);
    }

    /** A gauge that is left out where its figure is not known. */
    void gaugeIfKnown(String name, Map<String, String> labels, double value) {
        if (!Double.isNaN(value)) {
            gauge(name, labels, value);
        }
    }

    void counter(String name, Map<String, String> labels, double value) {
        put(new Series(name, told(labels), Kind.COUNTER), value);
    }

    /** To Prometheus a label without a value is none. */
    static Map<String, String> told(Map<String, String> labels) {
        return labels.values().stream().noneMatch(String::isEmpty)
                ? labels
                : labels.entrySet().stream()
                        .filter(label -> !label.getValue().isEmpty())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void put(Series series, double value) {
        all.putIfAbsent(series, value);
    }

    Map<Series, Double> all() {
        return all;
    }
}
