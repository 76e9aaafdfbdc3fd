/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.engine.ProcessLook;
import io.atalaia.agent.engine.ProcessRanking;
import io.atalaia.agent.engine.SlowSource;
import io.atalaia.agent.parse.ByteScanner;
import io.atalaia.agent.parse.KeyedFigures;
import io.atalaia.agent.parse.MountFile;
import io.atalaia.agent.parse.MountFile.Volume;
import io.atalaia.agent.parse.StatFile;
import io.atalaia.agent.parse.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Linux, by its own files. */
public final class LinuxPlatform implements Platform {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxPlatform.class);

    private final Roots roots;
    private final Choice choice;

    public LinuxPlatform(Roots roots, Choice choice) {
        this.roots = roots;
        this.choice = choice;
    }

    boolean isReadable() {
        return Files.isReadable(proc("stat")) && Files.isReadable(roots.mounts());
    }

    @Override
    public HostFacts facts() throws IOException {
        if (roots.foreign() && !isReadable()) {
            throw new IllegalStateException("agent.root is " + roots.root() + ", but " + proc("stat") + " or "
                    + roots.mounts() + " cannot be read: mount the host's root there");
        }
        var memory = new KeyedFigures(List.of("MemTotal"));
        asFarAsWhole(proc("meminfo"), memory::parse);
        var stat = stat();
        String kernel = text(proc("sys/kernel/osrelease")).strip();
        return new HostFacts(
                HostName.of(roots),
                Addresses.ordered(Texts.defaultRoute(text(roots.net("route"))).orElse("")),
                Texts.systemName(Texts.firstOf(
                                text(roots.etc().resolve("os-release")), text(roots.at("/usr/lib/os-release"))))
                        .orElse("Linux " + kernel),
                kernel,
                architecture(),
                Texts.cpuModel(text(proc("cpuinfo"))).orElse(""),
                stat.cores().size(),
                memory.figure(0) * 1024,
                stat.counts().figure(StatFile.BOOT_TIME) * 1000,
                View.of(roots));
    }

    private StatFile stat() throws IOException {
        var stat = new StatFile();
        asFarAsWhole(proc("stat"), stat::parse);
        return stat;
    }

    /** A file that breaks off must not keep the agent from starting: what stands before that counts. */
    private static void asFarAsWhole(Path file, Predicate<ByteScanner> parser) throws IOException {
        try {
            boolean ignored = parser.test(ByteScanner.of(text(file)));
        } catch (IllegalArgumentException e) {
            LOG.atDebug().addKeyValue("file", file).setCause(e).log("breaks off");
        }
    }

    /** Java has its own word for the commonest. */
    static String architecture() {
        String name = System.getProperty("os.arch");
        return name.equals("amd64") ? "x86_64" : name;
    }

    @Override
    public List<Collector> collectors() {
        var scratch = new Scratch();
        List<Collector> collectors = new ArrayList<>();
        add(collectors, proc("stat"), scratch, StatCollector::new);
        add(collectors, proc("loadavg"), scratch, LoadCollector::new);
        add(collectors, proc("meminfo"), scratch, KeyedCollector::memory);
        add(collectors, proc("vmstat"), scratch, KeyedCollector::paging);
        add(collectors, roots.net("dev"), scratch, file -> DeviceCollector.network(file, choice.details()));
        add(collectors, proc("diskstats"), scratch, file -> DeviceCollector.disks(file, choice.details()));
        add(collectors, proc("self/stat"), scratch, file -> new SelfCollector(file, PageSize.bytes()));
        if (choice.pressure()) {
            collectors.addAll(PressureCollector.in(proc("pressure"), scratch));
        }
        return collectors;
    }

    private static void add(
            List<Collector> collectors, Path path, Scratch scratch, Function<HotFile, Collector> collector) {
        if (Files.isReadable(path)) {
            collectors.add(collector.apply(new HotFile(path, scratch)));
        }
    }

    @Override
    public List<SlowSource> slow() {
        return LinuxSources.of(roots, choice);
    }

    @Override
    public ProcessLook processes(int top) throws IOException {
        long bootMillis = stat().counts().figure(StatFile.BOOT_TIME) * 1000;
        return new LinuxProcesses(roots, new ProcessRanking(top), bootMillis, PageSize.bytes(), choice.processes());
    }

    @Override
    public List<Volume> volumes() throws IOException {
        return MountFile.parse(text(roots.mounts()));
    }

    @Override
    public VolumeFigures measure(Volume volume) throws IOException {
        return LinuxSpace.of(roots.at(volume.mountPoint()).toString());
    }

    private Path proc(String path) {
        return roots.proc().resolve(path);
    }

    /** Empty when there is no such file. Names in it need not be UTF-8. */
    private static String text(Path file) throws IOException {
        return Files.isReadable(file) && !Files.isDirectory(file)
                ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                : "";
    }
}
