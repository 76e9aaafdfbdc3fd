/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.MapCollector;
import io.atalaia.agent.parse.CgroupFile;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Series;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the container may use and does use, by its cgroup; nothing on a host. A limit that is not set is absent. The rest of /proc
 * shows the whole machine inside most containers.
 */
final class Cgroup implements MapCollector.Source {
    private static final double MICROS = 1e6;
    private static final double NANOS = 1e9;
    /** The first version writes the largest number of whole pages where there is no limit. */
    private static final double UNLIMITED = 0x1p62;

    private final Roots roots;

    Cgroup(Roots roots) {
        this.roots = roots;
    }

    @Override
    public Map<Series, Double> read() {
        var figures = new Figures();
        if (View.of(roots).equals(MachineFacts.CONTAINER)) {
            String own = SmallFile.text(roots.proc().resolve("self/cgroup"));
            Path memory = folder(own, "memory", "memory.usage_in_bytes");
            if (memory == null) {
                second(figures, own);
            } else {
                firstMemory(figures, memory);
                firstProcessor(figures, own);
            }
        }
        return figures.all();
    }

    private void second(Figures figures, String own) {
        Path folder = folder(own, "", "cgroup.controllers");
        if (folder == null) {
            return;
        }
        var stat = CgroupFile.pairs(SmallFile.text(folder.resolve("memory.stat")));
        memory(
                figures,
                SmallFile.number(folder.resolve("memory.max")),
                SmallFile.number(folder.resolve("memory.current")),
                CgroupFile.figure(stat, "inactive_file"));
        var events = CgroupFile.pairs(SmallFile.text(folder.resolve("memory.events")));
        counter(figures, "oom_kills", CgroupFile.figure(events, "oom_kill"));
        String[] limit = SmallFile.word(folder.resolve("cpu.max")).split("\\s+");
        if (limit.length == 2) {
            gauge(figures, "cpu_limit_cores", SmallFile.number(limit[0]) / SmallFile.number(limit[1]));
        }
        var cpu = CgroupFile.pairs(SmallFile.text(folder.resolve("cpu.stat")));
        counter(figures, "cpu_seconds", CgroupFile.figure(cpu, "usage_usec") / MICROS);
        periods(figures, cpu, CgroupFile.figure(cpu, "throttled_usec") / MICROS);
    }

    private static void firstMemory(Figures figures, Path folder) {
        var stat = CgroupFile.pairs(SmallFile.text(folder.resolve("memory.stat")));
        memory(
                figures,
                SmallFile.number(folder.resolve("memory.limit_in_bytes")),
                SmallFile.number(folder.resolve("memory.usage_in_bytes")),
                CgroupFile.figure(stat, "total_inactive_file"));
        var events = CgroupFile.pairs(SmallFile.text(folder.resolve("memory.oom_control")));
        counter(figures, "oom_kills", CgroupFile.figure(events, "oom_kill"));
    }

    private void firstProcessor(Figures figures, String own) {
        Path cpu = folder(own, "cpu", "cpu.stat");
        if (cpu != null) {
            double quota = SmallFile.number(cpu.resolve("cpu.cfs_quota_us"));
            double cores = quota / SmallFile.number(cpu.resolve("cpu.cfs_period_us"));
            gauge(figures, "cpu_limit_cores", quota > 0 ? cores : Double.NaN);
            var stat = CgroupFile.pairs(SmallFile.text(cpu.resolve("cpu.stat")));
            periods(figures, stat, CgroupFile.figure(stat, "throttled_time") / NANOS);
        }
        Path account = folder(own, "cpuacct", "cpuacct.usage");
        if (account != null) {
            counter(figures, "cpu_seconds", SmallFile.number(account.resolve("cpuacct.usage")) / NANOS);
        }
    }

    private static void memory(Figures figures, double limit, double usage, double inactive) {
        gauge(figures, "memory_limit_bytes", limit < UNLIMITED ? limit : Double.NaN);
        gauge(figures, "memory_usage_bytes", usage);
        gauge(figures, "memory_inactive_file_bytes", inactive);
    }

    private static void periods(Figures figures, Map<String, String> stat, double throttledSeconds) {
        counter(figures, "cpu_periods", CgroupFile.figure(stat, "nr_periods"));
        counter(figures, "cpu_throttled_periods", CgroupFile.figure(stat, "nr_throttled"));
        counter(figures, "cpu_throttled_seconds", throttledSeconds);
    }

    private static void gauge(Figures figures, String name, double value) {
        figures.gaugeIfKnown("atalaia_cgroup_" + name, Map.of(), value);
    }

    private static void counter(Figures figures, String name, double value) {
        if (!Double.isNaN(value)) {
            figures.counter("atalaia_cgroup_" + name + "_total", Map.of(), value);
        }
    }

    /**
     * The folder of the own cgroup: by its path, or the tree's root where the container sees no more than its own part.
     *
     * @param controller empty for the second version
     * @param sign a file that such a folder has
     */
    private Path folder(String own, String controller, String sign) {
        String path = CgroupFile.path(own, controller);
        String place = "/sys/fs/cgroup" + (controller.isEmpty() ? "" : "/" + controller);
        if (path == null || CgroupFile.isAbove(SmallFile.text(roots.mounts()), place)) {
            return null;
        }
        Path tree = roots.sys().resolve("fs/cgroup").resolve(controller);
        Path below = tree.resolve(path.substring(1)).normalize();
        if (below.startsWith(tree) && Files.isReadable(below.resolve(sign))) {
            return below;
        }
        return Files.isReadable(tree.resolve(sign)) ? tree : null;
    }
}
