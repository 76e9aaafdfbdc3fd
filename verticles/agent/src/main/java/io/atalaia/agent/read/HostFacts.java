/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.contracts.machine.MachineFacts;
import java.util.List;

/** What a platform knows of its machine; the components as in {@link MachineFacts}. */
public record HostFacts(
        String name,
        List<String> addresses,
        String os,
        String kernel,
        String architecture,
        String cpuModel,
        int cores,
        long memoryBytes,
        long bootTime,
        String view) {

    /** A host's facts. */
    public HostFacts(
            String name,
            List<String> addresses,
            String os,
            String kernel,
            String architecture,
            String cpuModel,
            int cores,
            long memoryBytes,
            long bootTime) {
        this(name, addresses, os, kernel, architecture, cpuModel, cores, memoryBytes, bootTime, MachineFacts.HOST);
    }

    /** The same facts with another start of the machine. */
    public HostFacts startedAt(long otherBootTime) {
        return new HostFacts(
                name, addresses, os, kernel, architecture, cpuModel, cores, memoryBytes, otherBootTime, view);
    }
}
