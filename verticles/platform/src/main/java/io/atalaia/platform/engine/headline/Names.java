/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.headline;

/** The series from which headline figures are made. */
public final class Names {
    public static final String CPU = "atalaia_cpu_seconds_total";
    public static final String MEMORY_TOTAL = "node_memory_MemTotal_bytes";
    public static final String MEMORY_AVAILABLE = "node_memory_MemAvailable_bytes";
    public static final String SWAP_TOTAL = "node_memory_SwapTotal_bytes";
    public static final String SWAP_FREE = "node_memory_SwapFree_bytes";
    public static final String VOLUME_SIZE = "node_filesystem_size_bytes";
    public static final String VOLUME_AVAILABLE = "node_filesystem_avail_bytes";
    public static final String VOLUME_FREE = "node_filesystem_free_bytes";
    public static final String RECEIVED = "node_network_receive_bytes_total";
    public static final String TRANSMITTED = "node_network_transmit_bytes_total";
    public static final String READ = "node_disk_read_bytes_total";
    public static final String WRITTEN = "node_disk_written_bytes_total";
    public static final String TEMPERATURE = "node_hwmon_temp_celsius";
    public static final String LOAD1 = "node_load1";

    private Names() {}
}
