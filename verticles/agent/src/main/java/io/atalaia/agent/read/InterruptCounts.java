/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.MapCollector;
import io.atalaia.agent.parse.ProcessorTable;
import io.atalaia.agent.parse.ProcessorTable.Row;
import io.atalaia.agent.read.Choice.PerProcessor;
import io.atalaia.contracts.series.Series;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Interrupts by line, or the kernel's deferred work by kind; for each processor or for all together. */
final class InterruptCounts implements MapCollector.Source {
    /** More series than this are not worth what they say: the processors are added up then. */
    private static final int MOST_EACH = 1_000;

    /** Softirqs of each processor are ten series a processor. */
    private static final int MOST_PROCESSORS = 32;

    private final Roots roots;
    private final boolean soft;
    private final PerProcessor detail;

    private InterruptCounts(Roots roots, boolean soft, PerProcessor detail) {
        this.roots = roots;
        this.soft = soft;
        this.detail = detail;
    }

    /** /proc/interrupts. */
    static InterruptCounts lines(Roots roots, PerProcessor detail) {
        return new InterruptCounts(roots, false, detail);
    }

    /** /proc/softirqs. */
    static InterruptCounts soft(Roots roots, PerProcessor detail) {
        return new InterruptCounts(roots, true, detail);
    }

    @Override
    public Map<Series, Double> read() {
        var table = ProcessorTable.parse(SmallFile.text(roots.proc().resolve(soft ? "softirqs" : "interrupts")));
        // Softirqs are listed for every processor that could ever be there.
        var on = ProcessorTable.numbers(SmallFile.text(roots.sys().resolve("devices/system/cpu/online")));
        List<Integer> processors = table.processors().stream()
                .filter(number -> on.isEmpty() || on.contains(number))
                .toList();
        boolean each = detail == PerProcessor.EACH
                && (soft
                        ? processors.size() <= MOST_PROCESSORS
                        : processors.size() * table.rows().size() <= MOST_EACH);
        var figures = new Figures();
        for (Row row : table.rows().subList(0, Math.min(table.rows().size(), MOST_EACH))) {
            if (each) {
                each(figures, table, row, processors);
            } else {
                together(figures, row);
            }
        }
        return figures.all();
    }

    private void each(Figures figures, ProcessorTable table, Row row, List<Integer> processors) {
        for (int column = 0; column < row.counts().length; column++) {
            int processor = table.processors().get(column);
            if (processors.contains(processor)) {
                Map<String, String> labels = new HashMap<>(labels(row));
                labels.put("cpu", Integer.toString(processor));
                String name = soft ? "node_softirqs_functions_total" : "node_interrupts_total";
                figures.counter(name, labels, row.counts()[column]);
            }
        }
    }

    private void together(Figures figures, Row row) {
        if (soft) {
            // As node_exporter names what /proc/stat has of it.
            String vector =
                    row.type().equals("IRQ_POLL") ? "block_iopoll" : row.type().toLowerCase(Locale.ROOT);
            figures.counter("node_softirqs_total", Map.of("vector", vector), row.sum());
        } else {
            figures.counter("node_interrupts_total", labels(row), row.sum());
        }
    }

    /** Of a numbered line the first word is its controller, the others are who uses it. */
    private Map<String, String> labels(Row row) {
        if (soft) {
            return Map.of("type", row.type());
        }
        boolean numbered = row.type().matches("\\d+") && !row.rest().isEmpty();
        String info = numbered ? row.rest().get(0) : String.join(" ", row.rest());
        String devices =
                numbered ? String.join(" ", row.rest().subList(1, row.rest().size())) : "";
        return Map.of("type", row.type(), "info", info, "devices", devices);
    }
}
