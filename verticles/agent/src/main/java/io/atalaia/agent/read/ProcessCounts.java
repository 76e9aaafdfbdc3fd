/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.Collector;
import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How many processes and threads there were at the last look at them. The states are always all told, so that one that comes
 * and goes does not change the schema. Used by the thread that samples, as the look is.
 */
final class ProcessCounts implements Collector {
    /** Running, sleeping, waiting for a disk, ended but not yet asked, stopped, traced, idle in the kernel. */
    private static final String STATES = "RSDZTtI";

    private final List<Series> series = new ArrayList<>();
    private final double[] values;
    private final double[] counting;
    private boolean known;

    ProcessCounts() {
        series.add(Series.gauge("node_processes_pids"));
        series.add(Series.gauge("node_processes_threads"));
        for (int i = 0; i < STATES.length(); i++) {
            var state = Map.of("state", STATES.substring(i, i + 1));
            series.add(new Series("node_processes_state", state, Kind.GAUGE));
        }
        values = new double[series.size()];
        counting = new double[series.size()];
        Arrays.fill(values, Double.NaN);
    }

    void begin() {
        Arrays.fill(counting, 0);
    }

    void count(char state, long threads) {
        counting[0]++;
        counting[1] += threads;
        int index = STATES.indexOf(state);
        if (index >= 0) {
            counting[2 + index]++;
        }
    }

    void end() {
        System.arraycopy(counting, 0, values, 0, values.length);
    }

    @Override
    public String family() {
        return "counts of processes";
    }

    @Override
    public boolean read() {
        boolean first = !known;
        known = true;
        return first;
    }

    @Override
    public List<Series> series() {
        return series;
    }

    @Override
    public void fill(double[] into, int from) {
        System.arraycopy(values, 0, into, from, values.length);
    }
}
