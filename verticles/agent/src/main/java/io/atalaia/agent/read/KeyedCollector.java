/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.parse.KeyedFigures;
import io.atalaia.agent.parse.Unsigned;
import io.atalaia.contracts.series.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One series for each wanted line of a file of keys and numbers. */
final class KeyedCollector implements Collector {
    /** The lines of /proc/meminfo that are read with every sample. */
    static final List<String> MEMORY =
            List.of("MemTotal", "MemFree", "MemAvailable", "Buffers", "Cached", "SwapTotal", "SwapFree", "Slab");

    private static final List<String> PAGING =
            List.of("pswpin", "pswpout", "pgmajfault", "oom_kill", "pgfault", "pgpgin", "pgpgout");

    private static final int KIBIBYTE = 1024;

    private final String family;
    private final HotFile file;
    private final KeyedFigures figures;
    private final List<Series> possible;
    private final int scale;

    private KeyedCollector(String family, HotFile file, List<String> keys, Function<String, Series> named, int scale) {
        this.family = family;
        this.file = file;
        this.scale = scale;
        figures = new KeyedFigures(keys);
        possible = keys.stream().map(named).toList();
    }

    /** /proc/meminfo, which counts in KiB. */
    static KeyedCollector memory(HotFile file) {
        return new KeyedCollector(
                "memory", file, MEMORY, key -> Series.gauge("node_memory_" + key + "_bytes"), KIBIBYTE);
    }

    /** /proc/vmstat. */
    static KeyedCollector paging(HotFile file) {
        return new KeyedCollector("paging", file, PAGING, key -> Series.counter("node_vmstat_" + key), 1);
    }

    @Override
    public String family() {
        return family;
    }

    @Override
    public boolean read() throws IOException {
        return figures.parse(file.read());
    }

    @Override
    public List<Series> series() {
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            if (figures.has(i)) {
                series.add(possible.get(i));
            }
        }
        return series;
    }

    @Override
    public void fill(double[] values, int from) {
        int at = from;
        for (int i = 0; i < figures.size(); i++) {
            if (figures.has(i)) {
                values[at++] = Unsigned.of(figures.figure(i)) * scale;
            }
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
