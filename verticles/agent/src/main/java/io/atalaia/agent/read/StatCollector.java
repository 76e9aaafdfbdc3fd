/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.parse.CpuTimes;
import io.atalaia.agent.parse.StatFile;
import io.atalaia.agent.parse.Unsigned;
import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Processor times, all together and each, and the counts of the kernel: /proc/stat. */
final class StatCollector implements Collector {
    /** In the order of {@link StatFile#COUNTS}. */
    private static final List<Series> COUNTS = List.of(
            Series.counter("node_intr_total"),
            Series.counter("node_context_switches_total"),
            Series.gauge("node_boot_time_seconds"),
            Series.counter("node_forks_total"),
            Series.gauge("node_procs_running"),
            Series.gauge("node_procs_blocked"));

    /** A machine with more shows them only together: their series would leave no room for any others. */
    static final int MOST_CORES = 1_024;

    private final HotFile file;
    private final StatFile stat = new StatFile();

    StatCollector(HotFile file) {
        this.file = file;
    }

    @Override
    public String family() {
        return "processors";
    }

    @Override
    public boolean read() throws IOException {
        return stat.parse(file.read());
    }

    @Override
    public List<Series> series() {
        List<Series> series = new ArrayList<>();
        CpuTimes.MODES.forEach(mode -> series.add(allCores(mode)));
        for (var core : shown()) {
            CpuTimes.MODES.forEach(mode -> series.add(oneCore(core.number(), mode)));
        }
        for (int count = 0; count < COUNTS.size(); count++) {
            if (stat.counts().has(count)) {
                series.add(COUNTS.get(count));
            }
        }
        return series;
    }

    private List<StatFile.Core> shown() {
        return stat.cores().size() > MOST_CORES ? List.of() : stat.cores();
    }

    static Series allCores(String mode) {
        return new Series("atalaia_cpu_seconds_total", Map.of("mode", mode), Kind.COUNTER);
    }

    static Series oneCore(int core, String mode) {
        return new Series("node_cpu_seconds_total", Map.of("cpu", Integer.toString(core), "mode", mode), Kind.COUNTER);
    }

    @Override
    public void fill(double[] values, int from) {
        int at = times(stat.all(), values, from);
        for (var core : shown()) {
            at = times(core.times(), values, at);
        }
        for (int count = 0; count < COUNTS.size(); count++) {
            if (stat.counts().has(count)) {
                values[at++] = Unsigned.of(stat.counts().figure(count));
            }
        }
    }

    private static int times(CpuTimes times, double[] values, int from) {
        for (int mode = 0; mode < CpuTimes.MODES.size(); mode++) {
            values[from + mode] = times.seconds(mode);
        }
        return from + CpuTimes.MODES.size();
    }

    @Override
    public void close() {
        file.close();
    }
}
