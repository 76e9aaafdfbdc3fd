/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import static io.atalaia.contracts.series.Kind.COUNTER;
import static io.atalaia.contracts.series.Kind.GAUGE;

import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.parse.DeviceFile;
import io.atalaia.agent.parse.DiskFile;
import io.atalaia.agent.parse.NetworkFile;
import io.atalaia.agent.parse.Unsigned;
import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The same metrics for each device that a file lists. */
final class DeviceCollector implements Collector {
    /** What /proc/diskstats calls a sector, whatever the disk's own is. */
    private static final double SECTOR = 512;

    private static final double MILLI = 1e-3;

    private static final List<Metric> NETWORK = List.of(
            new Metric("node_network_receive_bytes_total", COUNTER, NetworkFile.RECEIVE_BYTES, 1),
            new Metric("node_network_transmit_bytes_total", COUNTER, NetworkFile.TRANSMIT_BYTES, 1),
            new Metric("node_network_receive_packets_total", COUNTER, NetworkFile.RECEIVE_PACKETS, 1),
            new Metric("node_network_transmit_packets_total", COUNTER, NetworkFile.TRANSMIT_PACKETS, 1),
            new Metric("node_network_receive_errs_total", COUNTER, NetworkFile.RECEIVE_ERRORS, 1),
            new Metric("node_network_transmit_errs_total", COUNTER, NetworkFile.TRANSMIT_ERRORS, 1),
            new Metric("node_network_receive_drop_total", COUNTER, NetworkFile.RECEIVE_DROPS, 1),
            new Metric("node_network_transmit_drop_total", COUNTER, NetworkFile.TRANSMIT_DROPS, 1));

    private static final List<Metric> NETWORK_DETAILS = List.of(
            new Metric("node_network_receive_fifo_total", COUNTER, NetworkFile.RECEIVE_FIFO, 1),
            new Metric("node_network_receive_frame_total", COUNTER, NetworkFile.RECEIVE_FRAME, 1),
            new Metric("node_network_receive_compressed_total", COUNTER, NetworkFile.RECEIVE_COMPRESSED, 1),
            new Metric("node_network_receive_multicast_total", COUNTER, NetworkFile.RECEIVE_MULTICAST, 1),
            new Metric("node_network_transmit_fifo_total", COUNTER, NetworkFile.TRANSMIT_FIFO, 1),
            new Metric("node_network_transmit_colls_total", COUNTER, NetworkFile.TRANSMIT_COLLISIONS, 1),
            new Metric("node_network_transmit_carrier_total", COUNTER, NetworkFile.TRANSMIT_CARRIER, 1),
            new Metric("node_network_transmit_compressed_total", COUNTER, NetworkFile.TRANSMIT_COMPRESSED, 1));

    private static final List<Metric> DISKS = List.of(
            new Metric("node_disk_reads_completed_total", COUNTER, DiskFile.READS, 1),
            new Metric("node_disk_writes_completed_total", COUNTER, DiskFile.WRITES, 1),
            new Metric("node_disk_read_bytes_total", COUNTER, DiskFile.SECTORS_READ, SECTOR),
            new Metric("node_disk_written_bytes_total", COUNTER, DiskFile.SECTORS_WRITTEN, SECTOR),
            new Metric("node_disk_read_time_seconds_total", COUNTER, DiskFile.READ_MILLIS, MILLI),
            new Metric("node_disk_write_time_seconds_total", COUNTER, DiskFile.WRITE_MILLIS, MILLI),
            new Metric("node_disk_io_time_seconds_total", COUNTER, DiskFile.BUSY_MILLIS, MILLI),
            new Metric("node_disk_io_now", GAUGE, DiskFile.IN_FLIGHT, 1));

    private static final List<Metric> DISK_DETAILS = List.of(
            new Metric("node_disk_reads_merged_total", COUNTER, DiskFile.READS_MERGED, 1),
            new Metric("node_disk_writes_merged_total", COUNTER, DiskFile.WRITES_MERGED, 1),
            new Metric("node_disk_io_time_weighted_seconds_total", COUNTER, DiskFile.WEIGHTED_MILLIS, MILLI));

    private final String family;
    private final HotFile hot;
    private final DeviceFile file;
    private final List<Metric> metrics;

    private DeviceCollector(String family, HotFile hot, DeviceFile file, List<Metric> metrics) {
        this.family = family;
        this.hot = hot;
        this.file = file;
        this.metrics = metrics;
    }

    /** /proc/net/dev. */
    static DeviceCollector network(HotFile hot, boolean details) {
        return new DeviceCollector("network", hot, new NetworkFile(), metrics(NETWORK, NETWORK_DETAILS, details));
    }

    /** /proc/diskstats. */
    static DeviceCollector disks(HotFile hot, boolean details) {
        return new DeviceCollector("disks", hot, new DiskFile(), metrics(DISKS, DISK_DETAILS, details));
    }

    private static List<Metric> metrics(List<Metric> usual, List<Metric> others, boolean details) {
        return details ? Stream.concat(usual.stream(), others.stream()).toList() : usual;
    }

    @Override
    public String family() {
        return family;
    }

    @Override
    public boolean read() throws IOException {
        return file.parse(hot.read());
    }

    @Override
    public List<Series> series() {
        List<Series> series = new ArrayList<>();
        for (int device = 0; device < file.rows().size(); device++) {
            var labels = Map.of("device", file.rows().name(device));
            metrics.forEach(metric -> series.add(new Series(metric.name, labels, metric.kind)));
        }
        return series;
    }

    @Override
    public void fill(double[] values, int from) {
        int at = from;
        for (int device = 0; device < file.rows().size(); device++) {
            for (Metric metric : metrics) {
                values[at++] = metric.of(file.rows().figure(device, metric.column));
            }
        }
    }

    @Override
    public void close() {
        hot.close();
    }

    private record Metric(String name, Kind kind, int column, double scale) {
        /**
         * Milliseconds are divided, not multiplied: the nearest number to the decimal, which blocks store in fewer bytes. Only
         * a gauge can be below zero: some kernels lose count of what is under way.
         */
        double of(long bits) {
            double figure = kind == COUNTER ? Unsigned.of(bits) : bits;
            return scale == MILLI ? figure / 1000.0 : figure * scale;
        }
    }
}
