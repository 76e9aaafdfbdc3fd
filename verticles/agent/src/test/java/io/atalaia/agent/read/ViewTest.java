/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import static io.atalaia.contracts.machine.MachineFacts.CONTAINER;
import static io.atalaia.contracts.machine.MachineFacts.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewTest {
    private static final String FIRST_PIDS = "pid:[4026531836]";

    @TempDir
    Path folder;

    @CanIgnoreReturnValue
    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void namespace(String kind, String name) throws IOException {
        Path link = folder.resolve("proc/self/ns/" + kind);
        Files.createDirectories(link.getParent());
        assertThat(Files.createSymbolicLink(link, Path.of(name))).isNotNull();
    }

    private String view() {
        return View.of(Roots.under(folder));
    }

    @Test
    void theKernelsFirstNamespaceIsAHostWhateverMarksItsDiskHas() throws Exception {
        namespace("pid", FIRST_PIDS);
        namespace("cgroup", "cgroup:[4026531835]");
        file(".dockerenv", "");
        assertThat(view()).isEqualTo(HOST);
    }

    @Test
    void anyOtherNamespaceOfProcessesIsAContainer() throws Exception {
        namespace("pid", "pid:[4026532201]");
        assertThat(view()).isEqualTo(CONTAINER);
    }

    @Test
    void aContainerThatSharesTheHostsProcessesIsKnownByItsOwnControlGroups() throws Exception {
        namespace("pid", FIRST_PIDS);
        namespace("cgroup", "cgroup:[4026532999]");
        assertThat(view()).isEqualTo(HOST);
        file("run/.containerenv", "");
        assertThat(view()).isEqualTo(CONTAINER);
    }

    @Test
    void theWindowsSubsystemSeesItsWholeMachine() throws Exception {
        namespace("pid", "pid:[4026532201]");
        file("proc/sys/kernel/osrelease", "5.15.167.4-microsoft-standard-WSL2\n");
        assertThat(view()).isEqualTo(HOST);
    }

    @Test
    void whereTheKernelDoesNotSayMarksDecide() throws Exception {
        file("proc/1/sched", "systemd (1, #threads: 1)\n");
        file("proc/1/cgroup", "0::/init.scope\n");
        assertThat(view()).isEqualTo(HOST);
        Path sched = file("proc/1/sched", "sh (8812, #threads: 1)\n");
        assertThat(view()).isEqualTo(CONTAINER);
        Files.delete(sched);
        file("proc/1/cgroup", "4:memory:/docker/3f2a\n");
        assertThat(view()).isEqualTo(CONTAINER);
    }

    @Test
    void whoLooksAtAMountedRootLooksAtTheHost() throws Exception {
        namespace("pid", "pid:[4026532201]");
        assertThat(View.of(Roots.ofHost(folder))).isEqualTo(HOST);
    }

    private Map<String, Double> group() {
        Map<String, Double> figures = new HashMap<>();
        new Cgroup(Roots.under(folder)).read().forEach((series, value) -> figures.put(series.key(), value));
        return figures;
    }

    @Test
    void theFirstVersionOfControlGroupsTellsLimitsAndUse() throws Exception {
        namespace("pid", "pid:[4026532201]");
        file("proc/self/cgroup", "5:cpu,cpuacct:/docker/ab\n4:memory:/docker/ab\n0::/x\n");
        file("sys/fs/cgroup/memory/memory.usage_in_bytes", "300\n");
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        file("sys/fs/cgroup/memory/memory.stat", "total_inactive_file 40\n");
        file("sys/fs/cgroup/memory/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n");
        file("sys/fs/cgroup/cpu/docker/ab/cpu.stat", "nr_periods 9\nnr_throttled 4\nthrottled_time 2500000000\n");
        file("sys/fs/cgroup/cpu/docker/ab/cpu.cfs_quota_us", "50000\n");
        file("sys/fs/cgroup/cpu/docker/ab/cpu.cfs_period_us", "100000\n");
        file("sys/fs/cgroup/cpuacct/cpuacct.usage", "7000000000\n");
        assertThat(group())
                .containsEntry("atalaia_cgroup_memory_usage_bytes", 300.0)
                .containsEntry("atalaia_cgroup_memory_inactive_file_bytes", 40.0)
                .containsEntry("atalaia_cgroup_oom_kills_total", 3.0)
                .containsEntry("atalaia_cgroup_cpu_limit_cores", 0.5)
                .containsEntry("atalaia_cgroup_cpu_throttled_periods_total", 4.0)
                .containsEntry("atalaia_cgroup_cpu_throttled_seconds_total", 2.5)
                .containsEntry("atalaia_cgroup_cpu_seconds_total", 7.0)
                .doesNotContainKey("atalaia_cgroup_memory_limit_bytes");
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "1000\n");
        file("sys/fs/cgroup/cpu/docker/ab/cpu.cfs_quota_us", "-1\n");
        assertThat(group())
                .containsEntry("atalaia_cgroup_memory_limit_bytes", 1000.0)
                .doesNotContainKey("atalaia_cgroup_cpu_limit_cores");
    }

    @Test
    void aGroupAboveTheOwnIsNotTakenForIt() throws Exception {
        namespace("pid", "pid:[4026532201]");
        file("proc/self/cgroup", "4:memory:/\n");
        file("sys/fs/cgroup/memory/memory.usage_in_bytes", "300\n");
        assertThat(group()).containsOnlyKeys("atalaia_cgroup_memory_usage_bytes");
        file("proc/self/mountinfo", "35 31 0:32 /.. /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n");
        assertThat(group()).isEmpty();
    }

    @Test
    void aGroupWithoutLimitsHasNoneAndAHostHasNoSeries() throws Exception {
        namespace("pid", "pid:[4026532201]");
        file("proc/self/cgroup", "0::/../../etc\n");
        file("sys/fs/cgroup/cgroup.controllers", "cpu memory\n");
        file("sys/fs/cgroup/memory.max", "max\n");
        file("sys/fs/cgroup/memory.current", "300\n");
        file("sys/fs/cgroup/cpu.max", "max 100000\n");
        assertThat(group()).containsOnlyKeys("atalaia_cgroup_memory_usage_bytes");
        Files.delete(folder.resolve("proc/self/ns/pid"));
        assertThat(group()).isEmpty();
    }

    @Test
    void throughAMountedRootTheHostsNetworkMountsAndNameAreRead() throws Exception {
        Tree.grow("server", folder);
        file("proc/1/net/dev", "a\nb\nhost0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n");
        file("proc/1/mountinfo", "22 1 8:1 / /data rw - ext4 /dev/sdz1 rw\n");
        file("etc/hostname", "the-host\n");
        var platform = new LinuxPlatform(Roots.ofHost(folder), Choice.USUAL);
        assertThat(platform.facts().name()).isEqualTo("the-host");
        assertThat(platform.facts().view()).isEqualTo(HOST);
        assertThat(platform.volumes()).singleElement().satisfies(one -> assertThat(one.mountPoint())
                .isEqualTo("/data"));
        Files.createDirectories(folder.resolve("data"));
        assertThat(platform.measure(platform.volumes().get(0)).size()).isPositive();
        var keys = Exposition.all(platform).keySet().stream()
                .map(series -> series.key())
                .toList();
        assertThat(keys)
                .contains("node_network_receive_bytes_total{device=\"host0\"}")
                .noneMatch(key -> key.contains("receive_bytes_total{device=\"eno1\"}"));
    }
}
