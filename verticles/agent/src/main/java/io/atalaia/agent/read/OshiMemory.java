/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.MapCollector;
import io.atalaia.contracts.series.Series;
import java.util.LinkedHashMap;
import java.util.Map;
import oshi.hardware.GlobalMemory;

/** Memory and swap. */
final class OshiMemory implements MapCollector.Source {
    private final GlobalMemory memory;

    OshiMemory(GlobalMemory memory) {
        this.memory = memory;
    }

    @Override
    public Map<Series, Double> read() {
        var swap = memory.getVirtualMemory();
        Map<Series, Double> figures = new LinkedHashMap<>();
        figures.put(Series.gauge("node_memory_MemTotal_bytes"), (double) memory.getTotal());
        figures.put(Series.gauge("node_memory_MemAvailable_bytes"), (double) memory.getAvailable());
        figures.put(Series.gauge("node_memory_SwapTotal_bytes"), (double) swap.getSwapTotal());
        figures.put(Series.gauge("node_memory_SwapFree_bytes"), (double) swap.getSwapTotal() - swap.getSwapUsed());
        figures.put(Series.counter("node_vmstat_pswpin"), (double) swap.getSwapPagesIn());
        figures.put(Series.counter("node_vmstat_pswpout"), (double) swap.getSwapPagesOut());
        return figures;
    }
}
