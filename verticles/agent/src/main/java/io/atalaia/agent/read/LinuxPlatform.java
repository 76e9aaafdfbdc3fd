/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.engine.ProcessLook;
import io.atalaia.agent.engine.ProcessRanking;
import io.atalaia.agent.parse.ByteScanner;
import io.atalaia.agent.parse.KeyedFigures;
import io.atalaia.agent.parse.MountFile;
import io.atalaia.agent.parse.MountFile.Volume;
import io.atalaia.agent.parse.StatFile;
import io.atalaia.agent.parse.Texts;
import io.atalaia.contracts.series.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Linux, by its own files. */
public final class LinuxPlatform implements Platform {
    private final Roots roots;
    private final LinuxTemperatures temperatures;

    public LinuxPlatform(Roots roots) {
        this.roots = roots;
        temperatures = new LinuxTemperatures(roots.sys());
    }

    boolean isReadable() {
        return Files.isReadable(proc("stat")) && Files.isReadable(proc("self/mountinfo"));
    }

    @Override
    public HostFacts facts() throws IOException {
        var memory = new KeyedFigures(List.of("MemTotal"));
        boolean ignored = memory.parse(ByteScanner.of(text(proc("meminfo"))));
        var stat = stat();
        String kernel = text(proc("sys/kernel/osrelease")).strip();
        return new HostFacts(
                text(proc("sys/kernel/hostname")).strip(),
                Addresses.ordered(Texts.defaultRoute(text(proc("net/route"))).orElse("")),
                Texts.systemName(text(roots.etc().resolve("os-release"))).orElse("Linux " + kernel),
                kernel,
                architecture(),
                Texts.cpuModel(text(proc("cpuinfo"))).orElse(""),
                stat.cores().size(),
                memory.figure(0) * 1024,
                stat.counts().figure(StatFile.BOOT_TIME) * 1000);
    }

    private StatFile stat() throws IOException {
        var stat = new StatFile();
        boolean ignored = stat.parse(ByteScanner.of(text(proc("stat"))));
        return stat;
    }

    /** Java has its own word for the commonest. */
    private static String architecture() {
        String name = System.getProperty("os.arch");
        return name.equals("amd64") ? "x86_64" : name;
    }

    @Override
    public List<Collector> collectors() {
        var scratch = new Scratch();
        List<Collector> collectors = new ArrayList<>();
        add(collectors, "stat", scratch, StatCollector::new);
        add(collectors, "loadavg", scratch, LoadCollector::new);
        add(collectors, "meminfo", scratch, KeyedCollector::memory);
        add(collectors, "vmstat", scratch, KeyedCollector::paging);
        add(collectors, "net/dev", scratch, DeviceCollector::network);
        add(collectors, "diskstats", scratch, DeviceCollector::disks);
        add(collectors, "self/stat", scratch, file -> new SelfCollector(file, PageSize.bytes()));
        return collectors;
    }

    private void add(List<Collector> collectors, String path, Scratch scratch, Function<HotFile, Collector> collector) {
        if (Files.isReadable(proc(path))) {
            collectors.add(collector.apply(new HotFile(proc(path), scratch)));
        }
    }

    @Override
    public ProcessLook processes(int top) throws IOException {
        long bootMillis = stat().counts().figure(StatFile.BOOT_TIME) * 1000;
        return new LinuxProcesses(roots, new ProcessRanking(top), bootMillis, PageSize.bytes());
    }

    @Override
    public List<Volume> volumes() throws IOException {
        return MountFile.parse(text(proc("self/mountinfo")));
    }

    @Override
    public VolumeFigures measure(Volume volume) throws IOException {
        return LinuxSpace.of(volume.mountPoint());
    }

    @Override
    public Map<Series, Double> temperatures() throws IOException {
        return temperatures.read();
    }

    private Path proc(String path) {
        return roots.proc().resolve(path);
    }

    /** Empty when there is no such file. */
    private static String text(Path file) throws IOException {
        return Files.isReadable(file) ? Files.readString(file) : "";
    }
}
