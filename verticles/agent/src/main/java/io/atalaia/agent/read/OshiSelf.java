/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.MapCollector;
import io.atalaia.contracts.series.Series;
import java.util.LinkedHashMap;
import java.util.Map;
import oshi.software.os.OperatingSystem;

/** What this process itself uses, and when its machine started. */
final class OshiSelf implements MapCollector.Source {
    private static final double MILLIS = 1000;

    private final OperatingSystem os;

    OshiSelf(OperatingSystem os) {
        this.os = os;
    }

    @Override
    public Map<Series, Double> read() {
        var self = os.getCurrentProcess();
        Map<Series, Double> figures = new LinkedHashMap<>();
        figures.put(SelfCollector.SERIES.get(0), (self.getUserTime() + self.getKernelTime()) / MILLIS);
        figures.put(SelfCollector.SERIES.get(1), (double) self.getResidentMemory());
        figures.put(Series.gauge("node_boot_time_seconds"), (double) os.getSystemBootTime());
        return figures;
    }
}
