/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.platform.engine.headline.Formulas;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A schema, read once: where each figure stands among the values of its samples. */
final class Layout {
    static final List<String> MODES = Formulas.MODES;
    static final int IOWAIT = 3;
    static final int IDLE = 7;

    final Schema schema;
    final Row cpu;
    final List<Row> cores;
    final Row memory;
    final Row load;
    final List<Row> disks;
    final List<Row> volumes;
    final List<Row> network;
    final List<Row> temperatures;
    final Row system;
    final Row agent;
    private final Map<Series, Integer> places = new HashMap<>();

    Layout(Schema schema) {
        this.schema = schema;
        List<Series> series = schema.series();
        for (int i = 0; i < series.size(); i++) {
            places.put(series.get(i), i);
        }
        List<Row> all = Row.byLabel(series, "atalaia_cpu_seconds_total", "mode", MODES, one -> "");
        cpu = all.isEmpty() ? Row.none(MODES.size()) : all.get(0);
        cores = Row.byLabel(series, "node_cpu_seconds_total", "mode", MODES, label("cpu")).stream()
                .sorted(Comparator.comparingInt(row -> number(row.label("cpu"))))
                .toList();
        memory = Row.single(series, Names.MEMORY);
        load = Row.single(series, Names.LOAD);
        disks = Row.rows(series, Names.DISK, label("device"));
        volumes = Row.rows(series, Names.VOLUME, label("mountpoint"));
        network = Row.rows(series, Names.NETWORK, label("device"));
        temperatures = Row.rows(series, Names.TEMPERATURE, Series::key);
        system = Row.single(series, Names.SYSTEM);
        agent = Row.single(series, Names.AGENT);
    }

    /** The place of a series, or {@link Row#ABSENT}. */
    int placeOf(Series series) {
        return places.getOrDefault(series, Row.ABSENT);
    }

    private static Function<Series, String> label(String name) {
        return one -> one.labels().getOrDefault(name, "");
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }
}
