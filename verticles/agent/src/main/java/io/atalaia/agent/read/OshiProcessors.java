/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.MapCollector;
import io.atalaia.contracts.series.Series;
import java.util.LinkedHashMap;
import java.util.Map;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;

/** Processor times and the system's counts. */
final class OshiProcessors implements MapCollector.Source {
    private static final double MILLIS = 1000;
    private static final Map<String, TickType> MODES = modes();

    private final CentralProcessor processor;

    OshiProcessors(CentralProcessor processor) {
        this.processor = processor;
    }

    private static Map<String, TickType> modes() {
        Map<String, TickType> modes = new LinkedHashMap<>();
        modes.put("user", TickType.USER);
        modes.put("nice", TickType.NICE);
        modes.put("system", TickType.SYSTEM);
        modes.put("idle", TickType.IDLE);
        modes.put("iowait", TickType.IOWAIT);
        modes.put("irq", TickType.IRQ);
        modes.put("softirq", TickType.SOFTIRQ);
        modes.put("steal", TickType.STEAL);
        return modes;
    }

    @Override
    public Map<Series, Double> read() {
        long[][] cores = processor.getProcessorCpuLoadTicks();
        Map<Series, Double> figures = new LinkedHashMap<>();
        MODES.forEach((mode, type) -> {
            double sum = 0;
            for (long[] core : cores) {
                sum += core[type.getIndex()] / MILLIS;
            }
            figures.put(StatCollector.allCores(mode), sum);
        });
        for (int core = 0; core < cores.length; core++) {
            int number = core;
            MODES.forEach((mode, type) ->
                    figures.put(StatCollector.oneCore(number, mode), cores[number][type.getIndex()] / MILLIS));
        }
        loads(figures);
        positive(figures, Series.counter("node_intr_total"), processor.getInterrupts());
        positive(figures, Series.counter("node_context_switches_total"), processor.getContextSwitches());
        return figures;
    }

    /** Windows has no load averages: OSHI says so with negative numbers. */
    private void loads(Map<Series, Double> figures) {
        double[] loads = processor.getSystemLoadAverage(3);
        for (int i = 0; i < loads.length; i++) {
            if (loads[i] >= 0) {
                figures.put(LoadCollector.SERIES.get(i), loads[i]);
            }
        }
    }

    private static void positive(Map<Series, Double> figures, Series series, long figure) {
        if (figure > 0) {
            figures.put(series, (double) figure);
        }
    }
}
