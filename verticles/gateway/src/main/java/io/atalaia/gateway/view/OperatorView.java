/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.view;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.platform.access.MachineNote;
import java.util.List;
import java.util.Map;

/**
 * What its agent says of a machine, beside what operators do.
 *
 * @param hostName what the agent calls it
 * @param name what operators call it; null when nothing
 * @param labels those that operators gave it
 * @param agentLabels those of its agent's configuration
 * @param changed when operators changed that last, in epoch milliseconds; null when never
 * @param changedBy who did; null when nobody
 * @param formerIds under which it was known before, the oldest first
 */
public record OperatorView(
        String hostName,
        String name,
        Map<String, String> labels,
        Map<String, String> agentLabels,
        Long changed,
        String changedBy,
        List<String> formerIds) {

    public static OperatorView of(MachineFacts said, MachineNote note, List<String> formerIds) {
        boolean none = note.version() == 0;
        return new OperatorView(
                said.name(),
                note.name().isEmpty() ? null : note.name(),
                note.labels(),
                said.labels(),
                none ? null : Long.valueOf(note.changed()),
                none ? null : note.changedBy(),
                formerIds);
    }
}
