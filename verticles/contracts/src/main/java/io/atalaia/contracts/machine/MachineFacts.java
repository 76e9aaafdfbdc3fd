/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.machine;

import java.util.List;
import java.util.Map;

/**
 * What an agent says of its machine: it changes seldom and is told anew when it does.
 *
 * @param id a UUID that the agent keeps in its data directory; names and addresses may change and may repeat
 * @param name the host name
 * @param addresses its addresses, the one most likely to be reached first
 * @param os as people say it: {@code Debian GNU/Linux 12}
 * @param kernel its version
 * @param architecture as the kernel names it
 * @param cpuModel as the maker names it; empty when unknown
 * @param cores logical processors
 * @param memoryBytes physical memory
 * @param bootTime when the machine started, in epoch milliseconds; 0 when unknown
 * @param agentVersion the version of Atalaia that samples it
 * @param boot names one start of the agent's process
 * @param everyMillis the time between two samples
 * @param labels what its operator wrote in the configuration
 * @param kind {@link #MACHINE}, or {@link #GUEST} for a program that sends single samples
 * @param view {@link #HOST}, or {@link #CONTAINER} where the agent sees a container's figures only
 */
public record MachineFacts(
        String id,
        String name,
        List<String> addresses,
        String os,
        String kernel,
        String architecture,
        String cpuModel,
        int cores,
        long memoryBytes,
        long bootTime,
        String agentVersion,
        String boot,
        long everyMillis,
        Map<String, String> labels,
        String kind,
        String view) {
    public static final String MACHINE = "machine";
    public static final String GUEST = "guest";
    public static final String HOST = "host";
    public static final String CONTAINER = "container";

    public MachineFacts {
        addresses = List.copyOf(addresses);
        labels = Map.copyOf(labels);
        kind = kind == null || kind.isEmpty() ? MACHINE : kind;
        view = view == null || view.isEmpty() ? HOST : view;
    }
}
