/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.MapCollector;
import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;

/** Disks. Listing them is dear: it is done once a minute of samples, the figures are read each time. */
final class OshiDisks implements MapCollector.Source {
    private static final int READS_PER_LIST = 60;
    private static final double MILLIS = 1000;

    private final HardwareAbstractionLayer hardware;
    private List<HWDiskStore> disks = List.of();
    private int reads;

    OshiDisks(HardwareAbstractionLayer hardware) {
        this.hardware = hardware;
    }

    @Override
    public Map<Series, Double> read() {
        if (reads++ % READS_PER_LIST == 0) {
            disks = hardware.getDiskStores();
        }
        Map<Series, Double> figures = new LinkedHashMap<>();
        for (HWDiskStore disk : disks) {
            if (disk.updateAttributes()) {
                put(figures, disk);
            }
        }
        return figures;
    }

    private static void put(Map<Series, Double> figures, HWDiskStore disk) {
        put(figures, "node_disk_reads_completed_total", disk, (double) disk.getReads());
        put(figures, "node_disk_writes_completed_total", disk, (double) disk.getWrites());
        put(figures, "node_disk_read_bytes_total", disk, (double) disk.getReadBytes());
        put(figures, "node_disk_written_bytes_total", disk, (double) disk.getWriteBytes());
        put(figures, "node_disk_io_time_seconds_total", disk, disk.getTransferTime() / MILLIS);
    }

    private static void put(Map<Series, Double> figures, String name, HWDiskStore disk, double figure) {
        figures.put(
                new Series(name, Map.of("device", disk.getName().replaceFirst("^/dev/", "")), Kind.COUNTER), figure);
    }
}
