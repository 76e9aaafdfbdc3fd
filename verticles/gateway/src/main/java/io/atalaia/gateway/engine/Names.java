/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import java.util.List;

/** The metrics behind each group of figures, in the order in which the figures are read from a {@link Row}. */
final class Names {
    static final List<String> MEMORY = List.of(
            "node_memory_MemTotal_bytes",
            "node_memory_MemAvailable_bytes",
            "node_memory_MemFree_bytes",
            "node_memory_Buffers_bytes",
            "node_memory_Cached_bytes",
            "node_memory_SwapTotal_bytes",
            "node_memory_SwapFree_bytes");
    static final List<String> LOAD = List.of("node_load1", "node_load5", "node_load15");
    static final List<String> DISK = List.of(
            "node_disk_read_bytes_total",
            "node_disk_written_bytes_total",
            "node_disk_reads_completed_total",
            "node_disk_writes_completed_total",
            "node_disk_io_time_seconds_total");
    static final List<String> VOLUME =
            List.of("node_filesystem_size_bytes", "node_filesystem_avail_bytes", "node_filesystem_free_bytes");
    static final List<String> NETWORK = List.of(
            "node_network_receive_bytes_total",
            "node_network_transmit_bytes_total",
            "node_network_receive_errs_total",
            "node_network_transmit_errs_total",
            "node_network_receive_drop_total",
            "node_network_transmit_drop_total");
    static final List<String> TEMPERATURE = List.of("node_hwmon_temp_celsius");
    static final List<String> SYSTEM = List.of(
            "node_intr_total",
            "node_context_switches_total",
            "node_boot_time_seconds",
            "node_procs_running",
            "node_procs_blocked");
    static final List<String> AGENT = List.of("process_cpu_seconds_total", "process_resident_memory_bytes");

    private Names() {}
}
