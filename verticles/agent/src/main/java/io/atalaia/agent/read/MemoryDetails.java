/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.MapCollector;
import io.atalaia.contracts.series.Series;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** The lines of /proc/meminfo that are not read with every sample. */
final class MemoryDetails implements MapCollector.Source {
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_]+)(?:\\((\\w+)\\))?:\\s+(\\d+)(\\s+kB)?\\s*");
    private static final double KIBIBYTE = 1024;

    private final Path file;

    MemoryDetails(Path proc) {
        file = proc.resolve("meminfo");
    }

    @Override
    public Map<Series, Double> read() {
        var figures = new Figures();
        SmallFile.text(file).lines().map(LINE::matcher).forEach(line -> {
            if (line.matches() && !KeyedCollector.MEMORY.contains(line.group(1))) {
                String name = "node_memory_" + line.group(1) + (line.group(2) == null ? "" : "_" + line.group(2));
                double number = Double.parseDouble(line.group(3));
                boolean bytes = line.group(4) != null;
                figures.gauge(bytes ? name + "_bytes" : name, bytes ? number * KIBIBYTE : number);
            }
        });
        return figures.all();
    }
}
