/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers one reading of a slow family, in a steady order. The first of two equal series stays. */
final class Figures {
    private final Map<Series, Double> all = new LinkedHashMap<>();

    void gauge(String name, double value) {
        gauge(name, Map.of(), value);
    }

    void gauge(String name, Map<String, String> labels, double value) {
        put(new Series(name, labels, Kind.GAUGE), value);
    }

    /** A gauge that is left out where its figure is not known. */
    void gaugeIfKnown(String name, Map<String, String> labels, double value) {
        if (!Double.isNaN(value)) {
            gauge(name, labels, value);
        }
    }

    void counter(String name, Map<String, String> labels, double value) {
        put(new Series(name, labels, Kind.COUNTER), value);
    }

    void put(Series series, double value) {
        all.putIfAbsent(series, value);
    }

    Map<Series, Double> all() {
        return all;
    }
}
