/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.ProcessRow;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A machine with few series, played second by second: its CPU load and volume are what the test says. */
public final class Script {
    private static final List<String> MODES =
            List.of("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal");
    public static final Schema SCHEMA = Schema.of(series());

    private final String machine;
    private long time;
    private final double[] values = new double[SCHEMA.series().size()];

    public Script(String machine, long start) {
        this.machine = machine;
        this.time = start;
        set("node_memory_MemTotal_bytes", 1000);
        set("node_memory_MemAvailable_bytes", 600);
        set("node_memory_MemFree_bytes", 300);
        set("node_memory_SwapTotal_bytes", 100);
        set("node_memory_SwapFree_bytes", 75);
        set("node_load1", 0.5);
        set("node_boot_time_seconds", start / 1000.0 - 100);
        set("node_hwmon_temp_celsius{chip=\"a\",sensor=\"1\"}", 40);
        set("node_hwmon_temp_celsius{chip=\"a\",sensor=\"2\"}", 55.5);
        volume("/", 50);
        volume("/var", 20);
    }

    private static List<Series> series() {
        var all = new ArrayList<Series>();
        MODES.forEach(mode -> all.add(new Series("atalaia_cpu_seconds_total", Map.of("mode", mode), Kind.COUNTER)));
        for (String cpu : List.of("1", "0")) {
            for (String mode : List.of("user", "idle")) {
                all.add(new Series("node_cpu_seconds_total", Map.of("cpu", cpu, "mode", mode), Kind.COUNTER));
            }
        }
        for (String name : List.of("MemTotal", "MemAvailable", "MemFree", "SwapTotal", "SwapFree")) {
            all.add(Series.gauge("node_memory_" + name + "_bytes"));
        }
        all.add(Series.gauge("node_load1"));
        all.add(Series.gauge("node_boot_time_seconds"));
        all.add(Series.counter("node_intr_total"));
        for (String sensor : List.of("1", "2")) {
            all.add(new Series("node_hwmon_temp_celsius", Map.of("chip", "a", "sensor", sensor), Kind.GAUGE));
        }
        for (String device : List.of("lo", "eth0", "eth1")) {
            all.add(new Series("node_network_receive_bytes_total", Map.of("device", device), Kind.COUNTER));
            all.add(new Series("node_network_transmit_bytes_total", Map.of("device", device), Kind.COUNTER));
        }
        for (String device : List.of("vda", "vdb")) {
            all.add(new Series("node_disk_read_bytes_total", Map.of("device", device), Kind.COUNTER));
            all.add(new Series("node_disk_io_time_seconds_total", Map.of("device", device), Kind.COUNTER));
        }
        for (String mount : List.of("/", "/var")) {
            var labels = Map.of("device", "/dev/vda1", "fstype", "ext4", "mountpoint", mount);
            for (String name : List.of("size", "avail", "free")) {
                all.add(new Series("node_filesystem_" + name + "_bytes", labels, Kind.GAUGE));
            }
        }
        return all;
    }

    public void set(String key, double value) {
        values[place(key)] = value;
    }

    public void add(String key, double value) {
        values[place(key)] += value;
    }

    private static int place(String key) {
        for (int i = 0; i < SCHEMA.series().size(); i++) {
            if (SCHEMA.series().get(i).key().equals(key)) {
                return i;
            }
        }
        throw new IllegalArgumentException(key);
    }

    /** A volume of 1,000 bytes, so full. */
    public void volume(String mount, double percent) {
        String labels = "{device=\"/dev/vda1\",fstype=\"ext4\",mountpoint=\"" + mount + "\"}";
        set("node_filesystem_size_bytes" + labels, 1000);
        set("node_filesystem_free_bytes" + labels, 1000 - 10 * percent);
        set("node_filesystem_avail_bytes" + labels, 1000 - 10 * percent);
    }

    /** Two cores that were busy so much for a second. */
    public Sample second(double cpuPercent) {
        return second(cpuPercent, null);
    }

    public Sample second(double cpuPercent, List<ProcessRow> processes) {
        add("atalaia_cpu_seconds_total{mode=\"user\"}", 2 * cpuPercent / 100);
        add("atalaia_cpu_seconds_total{mode=\"idle\"}", 2 * (1 - cpuPercent / 100));
        add("node_cpu_seconds_total{cpu=\"0\",mode=\"user\"}", 1);
        add("node_cpu_seconds_total{cpu=\"1\",mode=\"idle\"}", 1);
        add("node_intr_total", 500);
        time += 1_000;
        return new Sample(
                machine, "b".repeat(32), time, SCHEMA.hash(), Arrays.copyOf(values, values.length), processes);
    }

    public void skip(long millis) {
        time += millis;
    }

    public long time() {
        return time;
    }
}
