/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.agent.read.HostFacts;
import io.atalaia.contracts.machine.MachineFacts;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/**
 * What this agent knows of itself.
 *
 * @param machine the machine's UUID
 * @param boot names this start of the process: 32 random hexadecimal digits
 * @param everyMillis the time between two samples
 */
public record Self(String machine, String boot, String version, long everyMillis, Map<String, String> labels) {
    private static final int BOOT_BYTES = 16;

    /** A new start. */
    public static Self started(String machine, String version, long everyMillis, Map<String, String> labels) {
        byte[] boot = new byte[BOOT_BYTES];
        new SecureRandom().nextBytes(boot);
        return new Self(machine, HexFormat.of().formatHex(boot), version, everyMillis, labels);
    }

    /** All that is told of the machine. */
    public MachineFacts on(HostFacts host) {
        return new MachineFacts(
                machine,
                host.name(),
                host.addresses(),
                host.os(),
                host.kernel(),
                host.architecture(),
                host.cpuModel(),
                host.cores(),
                host.memoryBytes(),
                host.bootTime(),
                version,
                boot,
                everyMillis,
                labels,
                MachineFacts.MACHINE,
                host.view());
    }
}
