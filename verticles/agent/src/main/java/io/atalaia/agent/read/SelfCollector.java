/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.parse.ProcessStat;
import io.atalaia.contracts.series.Series;
import java.io.IOException;
import java.util.List;

/** What this process itself uses: /proc/self/stat. */
final class SelfCollector implements Collector {
    static final List<Series> SERIES =
            List.of(Series.counter("process_cpu_seconds_total"), Series.gauge("process_resident_memory_bytes"));

    private final HotFile file;
    private final long pageBytes;
    private final ProcessStat self = new ProcessStat();
    private boolean known;

    SelfCollector(HotFile file, long pageBytes) {
        this.file = file;
        this.pageBytes = pageBytes;
    }

    @Override
    public String family() {
        return "the agent itself";
    }

    @Override
    public boolean read() throws IOException {
        self.parse(file.read(), false);
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
        values[from] = self.cpuSeconds();
        values[from + 1] = (double) self.residentPages() * pageBytes;
    }

    @Override
    public void close() {
        file.close();
    }
}
