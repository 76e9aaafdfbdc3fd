/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.parse.MountFile.Volume;
import io.atalaia.contracts.series.ProcessRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxPlatformTest {
    private static final Path TREE = Path.of("src/test/resources/linux");

    private final LinuxPlatform platform = new LinuxPlatform(Roots.under(TREE), Choice.USUAL);

    static Map<String, Double> figures(List<Collector> collectors) throws IOException {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (Collector collector : collectors) {
            assertThat(collector.read()).as(collector.family()).isTrue();
            double[] values = new double[collector.series().size()];
            collector.fill(values, 0);
            for (int i = 0; i < values.length; i++) {
                figures.put(collector.series().get(i).key(), values[i]);
            }
            collector.close();
        }
        return figures;
    }

    @Test
    void processorTimesAndCountsAreThoseOfTheTree() throws Exception {
        assertThat(figures(platform.collectors()))
                .containsEntry("atalaia_cpu_seconds_total{mode=\"user\"}", 10.0)
                .containsEntry("atalaia_cpu_seconds_total{mode=\"steal\"}", 0.08)
                .containsEntry("node_cpu_seconds_total{cpu=\"0\",mode=\"idle\"}", 200.0)
                .containsEntry("node_cpu_seconds_total{cpu=\"1\",mode=\"system\"}", 2.0)
                .containsEntry("node_intr_total", 285849.0)
                .containsEntry("node_context_switches_total", 622174.0)
                .containsEntry("node_boot_time_seconds", 1795252349.0)
                .containsEntry("node_forks_total", 8246.0)
                .containsEntry("node_procs_running", 3.0)
                .containsEntry("node_procs_blocked", 1.0)
                .containsEntry("node_load1", 0.52)
                .containsEntry("node_load15", 15.3);
    }

    @Test
    void memoryIsInBytesAndPagingAsCounted() throws Exception {
        assertThat(figures(platform.collectors()))
                .containsEntry("node_memory_MemTotal_bytes", 24684096 * 1024.0)
                .containsEntry("node_memory_SwapFree_bytes", 2097000 * 1024.0)
                .containsEntry("node_vmstat_pswpout", 37.0)
                .containsEntry("node_vmstat_oom_kill", 2.0)
                .doesNotContainKey("node_memory_SwapCached_bytes");
    }

    @Test
    void devicesAreThoseOfTheTree() throws Exception {
        assertThat(figures(platform.collectors()))
                .containsEntry("node_network_receive_bytes_total{device=\"eth0\"}", 232234034.0)
                .containsEntry("node_network_transmit_drop_total{device=\"eth0\"}", 4.0)
                .containsEntry("node_network_receive_errs_total{device=\"eth0\"}", 1.0)
                .containsKey("node_network_receive_bytes_total{device=\"lo\"}")
                .doesNotContainKey("node_network_receive_bytes_total{device=\"vethab12\"}")
                .containsEntry("node_disk_read_bytes_total{device=\"sda\"}", 3663730 * 512.0)
                .containsEntry("node_disk_write_time_seconds_total{device=\"sda\"}", 6.578)
                .containsEntry("node_disk_io_now{device=\"sda\"}", 2.0)
                .containsEntry("node_disk_io_time_seconds_total{device=\"nvme0n1\"}", 3.0)
                .doesNotContainKey("node_disk_io_now{device=\"sda1\"}")
                .doesNotContainKey("node_disk_io_now{device=\"nvme0n1p1\"}")
                .containsEntry("process_cpu_seconds_total", 13.0);
    }

    @Test
    void whatThePlatformLacksIsAbsentAndNotZero(@TempDir Path bare) throws Exception {
        Files.createDirectories(bare.resolve("proc"));
        Files.writeString(bare.resolve("proc/stat"), "cpu  1 2 3 4\nctxt 5\n");
        Files.writeString(bare.resolve("proc/meminfo"), "MemTotal: 10 kB\nMemFree: 5 kB\n");
        var figures = figures(new LinuxPlatform(Roots.under(bare), Choice.USUAL).collectors());
        assertThat(figures).containsKeys("node_memory_MemTotal_bytes", "atalaia_cpu_seconds_total{mode=\"user\"}");
        assertThat(figures)
                .doesNotContainKeys(
                        "node_intr_total", "node_memory_MemAvailable_bytes", "node_load1", "node_vmstat_pswpin");
    }

    @Test
    void sensorsCarryTheirChipAndOneThatIsBrokenHasNoValue() throws Exception {
        Map<String, Double> degrees = new LinkedHashMap<>();
        new LinuxSensors(TREE.resolve("sys")).read().forEach((series, value) -> degrees.put(series.key(), value));
        assertThat(degrees)
                .containsEntry("node_hwmon_temp_max_celsius{chip=\"coretemp\",sensor=\"temp1\"}", 100.0)
                .containsEntry("node_hwmon_temp_celsius{chip=\"coretemp\",sensor=\"temp1\"}", 45.5)
                .containsEntry("node_hwmon_temp_celsius{chip=\"coretemp\",sensor=\"temp2\"}", Double.NaN)
                .containsEntry("node_hwmon_temp_celsius{chip=\"nvme_drive\",sensor=\"temp1\"}", -2.0);
    }

    @Test
    void thermalZonesStandInForSensors(@TempDir Path bare) throws Exception {
        Path zone = Files.createDirectories(bare.resolve("sys/class/thermal/thermal_zone0"));
        Files.writeString(zone.resolve("temp"), "51000\n");
        Map<String, Double> degrees = new LinkedHashMap<>();
        new LinuxSensors(bare.resolve("sys")).read().forEach((series, value) -> degrees.put(series.key(), value));
        assertThat(degrees)
                .containsEntry("node_hwmon_temp_celsius{chip=\"thermal_thermal_zone0\",sensor=\"temp1\"}", 51.0)
                .containsEntry("node_thermal_zone_temp{zone=\"0\"}", 51.0);
    }

    @Test
    void chipsOnABusAreNamedByIt(@TempDir Path bare) throws Exception {
        Path device = Files.createDirectories(bare.resolve("sys/devices/platform/coretemp.0"));
        Path chip = Files.createDirectories(bare.resolve("sys/class/hwmon/hwmon3"));
        Files.createSymbolicLink(chip.resolve("device"), device.toAbsolutePath());
        Files.writeString(chip.resolve("temp1_input"), "30000");
        assertThat(new LinuxSensors(bare.resolve("sys")).read().keySet())
                .singleElement()
                .satisfies(series -> assertThat(series.labels()).containsEntry("chip", "platform_coretemp_0"));
    }

    @Test
    void volumesAreRealOnesOnceEach() throws Exception {
        assertThat(platform.volumes())
                .containsExactly(
                        new Volume("/dev/vda", "ext4", "/"),
                        new Volume("/dev/sdb1", "xfs", "/mnt/my disk"),
                        new Volume("filer:/export", "nfs4", "/mnt/nfs"));
    }

    @Test
    void factsAreThoseOfTheTree() throws Exception {
        var facts = platform.facts();
        assertThat(facts.name()).isEqualTo("tower");
        assertThat(facts.os()).isEqualTo("Debian GNU/Linux 12 (bookworm)");
        assertThat(facts.kernel()).isEqualTo("6.1.0-test");
        assertThat(facts.cpuModel()).isEqualTo("Some CPU @ 2 GHz");
        assertThat(facts.cores()).isEqualTo(2);
        assertThat(facts.memoryBytes()).isEqualTo(24684096L * 1024);
        assertThat(facts.bootTime()).isEqualTo(1795252349000L);
        assertThat(facts.addresses()).isNotEmpty();
    }

    @Test
    void processesHaveCumulativeFiguresAndAnAccount() throws Exception {
        var rows = platform.processes(5).busiest();
        assertThat(rows).extracting(ProcessRow::pid).containsExactly(1, 2, 42);
        var java = rows.get(2);
        assertThat(java.command()).isEqualTo("java (x) y");
        assertThat(java.user()).isEqualTo("maria");
        assertThat(java.cpuSeconds()).isEqualTo(13);
        assertThat(java.start()).isEqualTo(1795252349000L + 1889310);
        assertThat(java.residentBytes()).isEqualTo(388 * PageSize.bytes());
        assertThat(java.readBytes()).isEqualTo(4096);
        assertThat(java.writtenBytes()).isEqualTo(8192);
        assertThat(rows.get(0).readBytes()).isNull();
    }
}
