/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.block;

import io.atalaia.contracts.series.ProcessRow;
import java.util.List;

/**
 * The content of a block. Arrays are shared, not copied: treat them as read-only.
 *
 * @param times epoch milliseconds, strictly growing
 * @param values one array for each series of the schema, each as long as {@code times}; NaN where there is no value
 * @param processes what was seen of processes, in the order of time
 */
public record Columns(long[] times, double[][] values, List<Processes> processes) {

    public Columns {
        processes = List.copyOf(processes);
    }

    /** The busiest processes at one instant, in epoch milliseconds. */
    public record Processes(long time, List<ProcessRow> rows) {
        public Processes {
            rows = List.copyOf(rows);
        }
    }
}
