/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.platform.engine.block.ColumnCodec;
import io.atalaia.platform.engine.block.CorruptBlock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The headline figures of all machines in an hour: one document names the machines, and one for each figure has a column of
 * averages, one of maxima and one of counts, twelve for each machine.
 */
public final class FleetHour {
    /** A column has room for no more. */
    private static final int MOST_MACHINES = ColumnCodec.MOST_VALUES / Stretch.FIVES_AN_HOUR;

    private static final String MACHINES = "machines";
    private static final String NAMES = "m";
    private static final List<String> PATHS = List.of("a", "x", "c");

    private final long hour;
    private final Map<String, Map<String, double[][]>> machines = new TreeMap<>();

    private FleetHour(long hour) {
        this.hour = hour;
    }

    /** The documents of an hour. */
    public static List<String> ids(long hour) {
        return Stream.concat(Stream.of(MACHINES), HeadlineHour.METRICS.stream())
                .map(name -> Stretch.fleetId(hour, name))
                .toList();
    }

    /** What is needed of one figure. */
    public static List<String> ids(long hour, String metric) {
        return List.of(Stretch.fleetId(hour, MACHINES), Stretch.fleetId(hour, metric));
    }

    /** What is there already; machines that are not asked again stay. What cannot be read is not there. */
    public static FleetHour of(long hour, Map<String, Tier> stored) {
        var fleet = new FleetHour(hour);
        for (String metric : HeadlineHour.METRICS) {
            column(hour, metric, stored).forEach((machine, table) -> fleet.machines
                    .computeIfAbsent(machine, name -> new HashMap<>())
                    .put(metric, table));
        }
        return fleet;
    }

    /** The tables of {@link HeadlineHour} of one figure by machine. */
    public static Map<String, double[][]> column(long hour, String metric, Map<String, Tier> stored) {
        Tier names = stored.get(Stretch.fleetId(hour, MACHINES));
        Tier figures = stored.get(Stretch.fleetId(hour, metric));
        if (names == null || figures == null) {
            return Map.of();
        }
        try {
            return column(new String(names.columns().get(NAMES), StandardCharsets.UTF_8).split("\n"), figures);
        } catch (CorruptBlock e) {
            return Map.of();
        }
    }

    private static Map<String, double[][]> column(String[] names, Tier figures) {
        double[][] columns = PATHS.stream()
                .map(path -> ColumnCodec.decode(figures.columns().get(path)))
                .toArray(double[][]::new);
        Map<String, double[][]> machines = new LinkedHashMap<>();
        for (int i = 0; i < names.length && (i + 1) * Stretch.FIVES_AN_HOUR <= columns[0].length; i++) {
            int at = i * Stretch.FIVES_AN_HOUR;
            machines.put(
                    names[i],
                    Arrays.stream(columns)
                            .map(column -> Arrays.copyOfRange(column, at, at + Stretch.FIVES_AN_HOUR))
                            .toArray(double[][]::new));
        }
        return machines;
    }

    /** @param tables of {@link HeadlineHour} by figure, as they were encoded */
    public void put(String machine, Map<String, byte[]> tables) {
        Map<String, double[][]> decoded = new HashMap<>();
        tables.forEach((metric, bytes) -> {
            try {
                decoded.put(metric, FigureTable.decodeAny(bytes, HeadlineHour.COLUMNS, Stretch.FIVES_AN_HOUR));
            } catch (CorruptBlock e) {
                decoded.remove(metric);
            }
        });
        if (!decoded.isEmpty() && (machines.containsKey(machine) || machines.size() < MOST_MACHINES)) {
            machines.put(machine, decoded);
        }
    }

    /** @param stored the documents that are there */
    public List<Tier.Write> documents(long fence, Map<String, Tier> stored) {
        List<Tier.Write> writes = new ArrayList<>();
        byte[] names = String.join("\n", machines.keySet()).getBytes(StandardCharsets.UTF_8);
        writes.add(write(MACHINES, Map.of(NAMES, names), fence, stored));
        HeadlineHour.METRICS.forEach(metric -> writes.add(write(metric, columns(metric), fence, stored)));
        return machines.isEmpty() ? List.of() : writes;
    }

    private Map<String, byte[]> columns(String metric) {
        Map<String, byte[]> columns = new LinkedHashMap<>();
        for (int kind = 0; kind < PATHS.size(); kind++) {
            double[] column = new double[machines.size() * Stretch.FIVES_AN_HOUR];
            Arrays.fill(column, Double.NaN);
            int at = 0;
            for (Map<String, double[][]> tables : machines.values()) {
                double[][] table = tables.get(metric);
                if (table != null) {
                    System.arraycopy(table[kind], 0, column, at, Stretch.FIVES_AN_HOUR);
                }
                at += Stretch.FIVES_AN_HOUR;
            }
            columns.put(PATHS.get(kind), ColumnCodec.encode(column));
        }
        return columns;
    }

    private Tier.Write write(String name, Map<String, byte[]> columns, long fence, Map<String, Tier> stored) {
        String id = Stretch.fleetId(hour, name);
        Tier there = stored.get(id);
        return new Tier.Write(id, there == null ? Tier.ABSENT : there.fence(), fence, columns);
    }
}
