/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one guest sent within one group: the values of one time become one sample. Not thread-safe. */
public final class GuestRows {
    private final MachineFacts facts;
    private final Schema schema;
    private final Map<Long, double[]> rows = new TreeMap<>();

    /** @param schema of all series that the guest has by now */
    public GuestRows(MachineFacts facts, Schema schema) {
        this.facts = facts;
        this.schema = schema;
    }

    /** Of two values of a series at one time the later stands. */
    public void add(long time, int[] places, double[] values) {
        double[] row = rows.computeIfAbsent(time, fresh -> empty(schema.series().size()));
        for (int i = 0; i < places.length; i++) {
            row[places[i]] = values[i];
        }
    }

    private static double[] empty(int width) {
        double[] row = new double[width];
        Arrays.fill(row, Double.NaN);
        return row;
    }

    public MachineFacts facts() {
        return facts;
    }

    public Schema schema() {
        return schema;
    }

    /** In the order of time. */
    public List<Sample> samples() {
        return rows.entrySet().stream()
                .map(row -> new Sample(facts.id(), facts.boot(), row.getKey(), schema.hash(), row.getValue(), null))
                .toList();
    }

    /** The sample with so many more series at its end. */
    public static Sample widened(Sample sample, Schema schema) {
        if (sample.schema().equals(schema.hash())) {
            return sample;
        }
        double[] row = empty(schema.series().size());
        System.arraycopy(sample.values(), 0, row, 0, Math.min(row.length, sample.values().length));
        return new Sample(sample.machine(), sample.boot(), sample.time(), schema.hash(), row, null);
    }
}
