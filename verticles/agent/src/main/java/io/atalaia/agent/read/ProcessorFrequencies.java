/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.MapCollector;
import io.atalaia.contracts.series.Series;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How fast each processor runs by what the kernel asked for last; nothing in most virtual machines. */
final class ProcessorFrequencies implements MapCollector.Source {
    private static final double KILO = 1000;
    /** Asking a processor may wake it: machines with more are left in peace. */
    private static final int MOST = 256;

    private final Path folder;

    ProcessorFrequencies(Path sys) {
        folder = sys.resolve("devices/system/cpu");
    }

    @Override
    public Map<Series, Double> read() {
        List<Integer> processors = SmallFile.entries(folder).stream()
                .map(SmallFile::name)
                .filter(name -> name.matches("cpu\\d{1,5}"))
                .map(name -> Integer.valueOf(name.substring("cpu".length())))
                .sorted(Comparator.naturalOrder())
                .toList();
        var figures = new Figures();
        for (int processor : processors.size() > MOST ? List.<Integer>of() : processors) {
            Path file = folder.resolve("cpu" + processor + "/cpufreq/scaling_cur_freq");
            if (Files.exists(file)) {
                var cpu = Map.of("cpu", Integer.toString(processor));
                figures.gauge("node_cpu_scaling_frequency_hertz", cpu, SmallFile.number(file) * KILO);
            }
        }
        return figures.all();
    }
}
