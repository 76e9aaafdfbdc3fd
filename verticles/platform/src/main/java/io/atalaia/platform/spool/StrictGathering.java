/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import static io.atalaia.platform.spool.Gathering.minute;

import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.platform.engine.block.BlockCodec;
import io.atalaia.platform.engine.block.Columns;
import java.util.ArrayList;
import java.util.List;

/** One block: it lies in one UTC minute, that of its first sample, has one schema, and its times grow. */
final class StrictGathering implements Gathering {
    private final List<Sample> samples = new ArrayList<>();
    private Schema schema;

    @Override
    public boolean takes(Sample sample) {
        if (samples.isEmpty()) {
            return true;
        }
        var first = samples.get(0);
        var last = samples.get(samples.size() - 1);
        return sample.time() > last.time()
                && minute(sample.time()) == minute(first.time())
                && sample.schema().equals(first.schema())
                && samples.size() < BlockCodec.MOST_SAMPLES
                && (samples.size() + 1L) * first.values().length <= MOST_VALUES;
    }

    @Override
    public void add(Sample sample, Schema underSchema) {
        samples.add(sample);
        schema = underSchema;
    }

    @Override
    public boolean isOver(long now, long begun) {
        return !samples.isEmpty() && minute(samples.get(0).time()) != minute(now);
    }

    @Override
    public List<Gathered> blocks() {
        return samples.isEmpty() ? List.of() : List.of(new Gathered(schema, columns()));
    }

    private Columns columns() {
        long[] times = new long[samples.size()];
        double[][] values = new double[schema.series().size()][times.length];
        List<Columns.Processes> processes = new ArrayList<>();
        for (int row = 0; row < times.length; row++) {
            var sample = samples.get(row);
            times[row] = sample.time();
            for (int column = 0; column < values.length; column++) {
                values[column][row] = sample.values()[column];
            }
            if (sample.processes() != null) {
                processes.add(new Columns.Processes(sample.time(), sample.processes()));
            }
        }
        return new Columns(times, values, processes);
    }
}
