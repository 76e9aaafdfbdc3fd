/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.Collector;
import io.atalaia.contracts.series.Series;
import java.io.IOException;
import java.util.List;

/** /proc/loadavg. */
final class LoadCollector implements Collector {
    static final List<Series> SERIES =
            List.of(Series.gauge("node_load1"), Series.gauge("node_load5"), Series.gauge("node_load15"));

    private final HotFile file;
    private final double[] loads = new double[SERIES.size()];
    private boolean known;

    LoadCollector(HotFile file) {
        this.file = file;
    }

    @Override
    public String family() {
        return "load";
    }

    @Override
    public boolean read() throws IOException {
        var in = file.read();
        for (int i = 0; i < loads.length; i++) {
            loads[i] = in.decimal();
        }
        boolean first = !known;
        known = true;
        return first;
    }

    @Override
    public List<Series> series() {
        return known ? SERIES : List.of();
    }

    @Override
    public void fill(double[] values, int from) {
        System.arraycopy(loads, 0, values, from, loads.length);
    }

    @Override
    public void close() {
        file.close();
    }
}
