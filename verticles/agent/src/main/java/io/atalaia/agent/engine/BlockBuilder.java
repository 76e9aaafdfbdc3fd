/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.engine.block.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Gathers samples into blocks. A block lies in one UTC minute, that of its first sample, has one schema, and its times
 * grow; whatever would break that begins a new block. Used by one thread at a time.
 */
public final class BlockBuilder {
    /** Keeps the payload of the noisiest machine below {@link Block#MOST_BYTES}: a value takes 9 bytes at worst. */
    static final int MOST_VALUES = 400_000;

    private static final long MINUTE = 60_000;

    private final Function<Columns, byte[]> codec;
    private final List<Sample> samples = new ArrayList<>();
    private Schema schema;
    private long seq;

    public BlockBuilder(Function<Columns, byte[]> codec) {
        this.codec = codec;
    }

    /** @return the block that this sample ended, if it did */
    public Optional<Sealed> add(Sample sample, Schema underSchema) {
        var ended = belongs(sample) ? Optional.<Sealed>empty() : seal();
        samples.add(sample);
        schema = underSchema;
        return ended;
    }

    private boolean belongs(Sample sample) {
        if (samples.isEmpty()) {
            return true;
        }
        var first = samples.get(0);
        var last = samples.get(samples.size() - 1);
        return sample.time() > last.time()
                && minute(sample.time()) == minute(first.time())
                && sample.schema().equals(first.schema())
                && (samples.size() + 1L) * first.values().length <= MOST_VALUES;
    }

    /** Seals what there is when its minute is not that of {@code now} any more. */
    public Optional<Sealed> sealIfOver(long now) {
        return samples.isEmpty() || minute(samples.get(0).time()) == minute(now) ? Optional.empty() : seal();
    }

    /** Seals what there is. */
    public Optional<Sealed> seal() {
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        var first = samples.get(0);
        long to = samples.get(samples.size() - 1).time();
        byte[] payload = codec.apply(columns());
        var block = new Block(
                first.machine(), first.boot(), ++seq, first.schema(), first.time(), to, samples.size(), payload);
        samples.clear();
        return Optional.of(new Sealed(block, schema));
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

    private static long minute(long time) {
        return Math.floorDiv(time, MINUTE);
    }
}
