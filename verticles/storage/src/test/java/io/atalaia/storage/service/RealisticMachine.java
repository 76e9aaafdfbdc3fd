/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.ProcessRow;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.platform.engine.block.Columns;
import io.atalaia.platform.engine.block.Columns.Processes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A machine of about 150 series that move as those of a real one: half stand still, counters grow by what is done. */
final class RealisticMachine {
    private static final List<String> MODES =
            List.of("user", "nice", "system", "iowait", "irq", "softirq", "steal", "idle");

    private final Random random;
    private final List<Series> series = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Schema schema;
    private double load = 0.3;

    private interface Step {
        double next(double before, double load);
    }

    RealisticMachine(int seed) {
        random = new Random(seed);
        cpus();
        memory();
        devices();
        for (int i = 0; series.size() < 150; i++) {
            boolean moves = i % 3 == 0;
            counter(
                    "node_vmstat_x" + i,
                    Map.of(),
                    (before, now) -> before + (moves ? Math.rint(random.nextDouble() * 200 * now) : 0));
        }
        schema = Schema.of(series);
    }

    private void cpus() {
        for (String mode : MODES) {
            counter("atalaia_cpu_seconds_total", Map.of("mode", mode), cpu(mode, 4));
        }
        for (int core = 0; core < 4; core++) {
            for (String mode : MODES) {
                counter("node_cpu_seconds_total", Map.of("cpu", "" + core, "mode", mode), cpu(mode, 1));
            }
        }
        gauge("node_load1", Map.of(), (before, now) -> Math.rint((before * 0.98 + 0.02 * 4 * now) * 100) / 100);
        gauge("node_hwmon_temp_celsius", Map.of("sensor", "cpu"), (before, now) -> Math.rint(40 + 30 * now));
        counter("node_intr_total", Map.of(), (before, now) -> before + 800 + random.nextInt(900));
        counter("node_context_switches_total", Map.of(), (before, now) -> before + 2000 + random.nextInt(3000));
    }

    private Step cpu(String mode, int cores) {
        return switch (mode) {
            case "user" -> (before, now) -> ticks(before, cores * now * 0.7);
            case "system" -> (before, now) -> ticks(before, cores * now * 0.3);
            case "idle" -> (before, now) -> ticks(before, cores * (1 - now));
            case "iowait" -> (before, now) -> random.nextInt(8) > 0 ? before : ticks(before, 0.02);
            default -> (before, now) -> before;
        };
    }

    private double ticks(double before, double seconds) {
        return Math.rint((before + seconds * (0.9 + 0.2 * random.nextDouble())) * 100) / 100;
    }

    private void memory() {
        for (String name : List.of("MemTotal", "SwapTotal", "SwapFree", "HugePages", "Slab", "Mapped")) {
            gauge("node_memory_" + name + "_bytes", Map.of(), (before, now) -> 8L << 30);
        }
        for (String name : List.of("MemAvailable", "MemFree", "Cached", "Buffers", "Dirty", "Active")) {
            gauge(
                    "node_memory_" + name + "_bytes",
                    Map.of(),
                    (before, now) -> 4096
                            * (double)
                                    (1_000_000 + Math.rint((before / 4096 - 1_000_000) * 0.9) + random.nextInt(200)));
        }
    }

    private void devices() {
        for (String card : List.of("eth0", "lo", "docker0")) {
            for (String what : List.of("receive_bytes", "transmit_bytes", "receive_packets", "transmit_packets")) {
                double size = what.endsWith("bytes") ? 40_000 : 60;
                counter(
                        "node_network_" + what + "_total",
                        Map.of("device", card),
                        (before, now) -> card.equals("eth0")
                                ? before + Math.rint(random.nextDouble() * size * (0.2 + now))
                                : before);
            }
        }
        for (String disk : List.of("sda", "sdb")) {
            for (String what : List.of("read_bytes", "written_bytes", "reads_completed", "writes_completed")) {
                double size = what.endsWith("bytes") ? 4096 * 20 : 5;
                counter(
                        "node_disk_" + what + "_total",
                        Map.of("device", disk),
                        (before, now) -> random.nextInt(3) > 0
                                ? before
                                : before + Math.rint(random.nextDouble() * size / 512) * 512);
            }
        }
        for (String mount : List.of("/", "/home", "/boot")) {
            for (String what : List.of("size", "avail", "free")) {
                gauge(
                        "node_filesystem_" + what + "_bytes",
                        Map.of("mountpoint", mount),
                        (before, now) -> what.equals("size")
                                ? 1e11
                                : before == 0 ? 4e10 : before - (random.nextInt(20) == 0 ? 4096 : 0));
            }
        }
    }

    private void counter(String name, Map<String, String> labels, Step step) {
        series.add(new Series(name, labels, Kind.COUNTER));
        steps.add(step);
    }

    private void gauge(String name, Map<String, String> labels, Step step) {
        series.add(new Series(name, labels, Kind.GAUGE));
        steps.add(step);
    }

    Schema schema() {
        return schema;
    }

    private final double[] state = new double[512];
    private final double[] used = new double[12];

    /** The samples of a minute. */
    Columns minute(long minute, long every) {
        int count = (int) (60_000 / every);
        long[] times = new long[count];
        double[][] values = new double[series.size()][count];
        List<Processes> looks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            load = Math.max(0.02, Math.min(0.98, load + (random.nextDouble() - 0.5) * 0.1));
            times[i] = minute + i * every + 40 + (random.nextInt(4) == 0 ? random.nextInt(3) : 0);
            for (int one = 0; one < series.size(); one++) {
                state[one] = steps.get(one).next(state[one], load);
                values[one][i] = state[one];
            }
            if (times[i] / 1000 % 5 == 0) {
                looks.add(new Processes(times[i], rows()));
            }
        }
        return new Columns(times, values, looks);
    }

    private List<ProcessRow> rows() {
        List<ProcessRow> rows = new ArrayList<>();
        for (int i = 0; i < used.length; i++) {
            used[i] = Math.rint((used[i] + random.nextDouble() * load) * 100) / 100;
            rows.add(new ProcessRow(
                    100 + i, 1_700_000_000_000L + i, "worker-" + i, "app", used[i], 4096L * (9_000 + i), 0L, 0L));
        }
        return rows;
    }
}
