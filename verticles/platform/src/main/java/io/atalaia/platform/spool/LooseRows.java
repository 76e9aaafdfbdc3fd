/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import static io.atalaia.platform.spool.Gathering.minute;

import io.atalaia.contracts.series.ProcessRow;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.platform.engine.block.BlockCodec;
import io.atalaia.platform.engine.block.Columns;
import io.atalaia.platform.spool.Gathering.Gathered;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rows of samples whose schemas extend each other. Of two values of a series at one time the later told stands. */
final class LooseRows {
    private final Map<Long, double[]> rows = new TreeMap<>();
    private final Map<Long, List<ProcessRow>> processes = new TreeMap<>();
    private final Set<String> fitting = new HashSet<>();
    private Schema longest;

    LooseRows(Schema schema) {
        longest = schema;
    }

    boolean fits(Schema schema) {
        if (fitting.contains(schema.hash())) {
            return true;
        }
        int common = Math.min(schema.series().size(), longest.series().size());
        boolean fits =
                schema.series().subList(0, common).equals(longest.series().subList(0, common));
        if (fits) {
            fitting.add(schema.hash());
        }
        return fits;
    }

    void add(Sample sample, Schema schema) {
        if (schema.series().size() > longest.series().size()) {
            longest = schema;
        }
        double[] values = sample.values();
        double[] row = rows.get(sample.time());
        if (row == null || row.length < values.length) {
            double[] wider = Arrays.copyOf(values, values.length);
            if (row != null) {
                overlay(wider, row);
            }
            rows.put(sample.time(), row = wider);
        }
        overlay(values, row);
        if (sample.processes() != null) {
            processes.put(sample.time(), sample.processes());
        }
    }

    private static void overlay(double[] from, double[] onto) {
        for (int i = 0; i < from.length; i++) {
            if (!Double.isNaN(from[i])) {
                onto[i] = from[i];
            }
        }
    }

    /** One for each UTC minute; more where a minute is too large for one. */
    List<Gathered> blocks() {
        int series = longest.series().size();
        int most = Math.max(1, Math.min(BlockCodec.MOST_SAMPLES, Gathering.MOST_VALUES / Math.max(1, series)));
        List<Gathered> blocks = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        for (Long time : rows.keySet()) {
            if (!times.isEmpty() && (times.size() == most || minute(times.get(0)) != minute(time))) {
                blocks.add(block(times));
                times.clear();
            }
            times.add(time);
        }
        if (!times.isEmpty()) {
            blocks.add(block(times));
        }
        return blocks;
    }

    private Gathered block(List<Long> times) {
        double[][] values = new double[longest.series().size()][times.size()];
        List<Columns.Processes> looks = new ArrayList<>();
        for (int at = 0; at < times.size(); at++) {
            double[] row = rows.get(times.get(at));
            for (int column = 0; column < values.length; column++) {
                values[column][at] = column < row.length ? row[column] : Double.NaN;
            }
            var look = processes.get(times.get(at));
            if (look != null) {
                looks.add(new Columns.Processes(times.get(at), look));
            }
        }
        long[] instants = times.stream().mapToLong(Long::longValue).toArray();
        return new Gathered(longest, new Columns(instants, values, looks));
    }
}
