/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.series;

import java.util.List;

/**
 * Every series of a machine at one instant. The array is shared, not copied: treat it as read-only.
 *
 * @param machine the machine's UUID
 * @param boot names one start of the agent's process: 32 hexadecimal digits
 * @param time epoch milliseconds by the agent's clock
 * @param schema the hash of the schema that orders {@code values}
 * @param values one for each series; NaN where there is none
 * @param processes the busiest processes, or null when they were not looked at for this sample
 */
public record Sample(
        String machine, String boot, long time, String schema, double[] values, List<ProcessRow> processes) {}
