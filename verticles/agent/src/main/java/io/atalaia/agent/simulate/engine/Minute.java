/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate.engine;

import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.engine.block.BlockCodec;
import io.atalaia.platform.engine.block.Columns;
import java.util.Arrays;
import java.util.List;

/** The samples of one machine within one UTC minute, in columns from the beginning; used again and again. */
public final class Minute {
    private static final long MILLIS = 60_000;

    private final long[] times;
    private final double[][] values;
    private int count;

    public Minute(int series, long everyMillis) {
        int most = (int) (MILLIS / everyMillis) + 2;
        times = new long[most];
        values = new double[series][most];
    }

    /** Whether a sample of this time belongs here; if not, the minute is over. */
    public boolean takes(long time) {
        return count == 0 || (count < times.length && time / MILLIS == times[0] / MILLIS && time > times[count - 1]);
    }

    /** @param row at least as long as there are series */
    public void add(long time, double[] row) {
        times[count] = time;
        for (int i = 0; i < values.length; i++) {
            values[i][count] = row[i];
        }
        count++;
    }

    public int samples() {
        return count;
    }

    public Block sealed(PretendMachine machine, long seq) {
        double[][] columns = new double[values.length][];
        for (int i = 0; i < values.length; i++) {
            columns[i] = Arrays.copyOf(values[i], count);
        }
        byte[] payload = BlockCodec.encode(new Columns(Arrays.copyOf(times, count), columns, List.of()));
        var facts = machine.facts();
        return new Block(
                facts.id(), facts.boot(), seq, machine.schema().hash(), times[0], times[count - 1], count, payload);
    }

    public void clear() {
        count = 0;
    }
}
