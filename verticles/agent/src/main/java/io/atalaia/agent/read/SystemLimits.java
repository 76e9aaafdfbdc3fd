/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.MapCollector;
import io.atalaia.contracts.series.Series;
import java.nio.file.Path;
import java.util.Map;

/** What the system can run out of: open files, process ids, threads. */
final class SystemLimits implements MapCollector.Source {
    private final Path kernel;

    SystemLimits(Path proc) {
        kernel = proc.resolve("sys");
    }

    @Override
    public Map<Series, Double> read() {
        var figures = new Figures();
        // Allocated, free (always 0 since Linux 2.6), most.
        String[] files = SmallFile.word(kernel.resolve("fs/file-nr")).split("\\s+");
        if (files.length == 3) {
            figures.gaugeIfKnown("node_filefd_allocated", Map.of(), SmallFile.number(files[0]));
            figures.gaugeIfKnown("node_filefd_maximum", Map.of(), SmallFile.number(files[2]));
        }
        limit(figures, "node_processes_max_processes", "kernel/pid_max");
        limit(figures, "node_processes_max_threads", "kernel/threads-max");
        return figures.all();
    }

    private void limit(Figures figures, String name, String file) {
        figures.gaugeIfKnown(name, Map.of(), SmallFile.number(kernel.resolve(file)));
    }
}
