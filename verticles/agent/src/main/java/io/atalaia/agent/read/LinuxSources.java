/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.MapCollector;
import io.atalaia.agent.engine.SlowSource;
import io.atalaia.agent.read.Choice.PerProcessor;
import java.util.ArrayList;
import java.util.List;

/** The slow families of Linux, the most useful first: the last ones are left out when a machine has too many series. */
final class LinuxSources {
    private static final int CGROUP_SECONDS = 5;
    private static final int USUAL_SECONDS = 15;
    private static final int SELDOM_SECONDS = 60;

    private final List<SlowSource> sources = new ArrayList<>();

    private LinuxSources() {}

    static List<SlowSource> of(Roots roots, Choice choice) {
        var all = new LinuxSources();
        all.add("system", SELDOM_SECONDS, new SystemInfos(roots));
        all.add("control group", CGROUP_SECONDS, new Cgroup(roots));
        all.add("limits", USUAL_SECONDS, new SystemLimits(roots.proc()));
        all.add("network cards", USUAL_SECONDS, new NetworkCards(roots.sys(), choice.details()));
        all.add("RAID", USUAL_SECONDS, new RaidArrays(roots.proc()));
        all.addIf(choice.time(), "clock", new KernelClock());
        all.addIf(choice.network(), "protocols", new NetworkCounts(roots, choice.details(), PageSize.bytes()));
        all.addIf(choice.sensors(), "sensors", new LinuxSensors(roots.sys()));
        all.addIf(choice.details(), "details of memory", new MemoryDetails(roots.proc()));
        all.addIf(choice.frequency(), "frequencies", new ProcessorFrequencies(roots.sys()));
        all.addIf(is(choice.softirqs()), "softirqs", InterruptCounts.soft(roots, choice.softirqs()));
        all.addIf(is(choice.interrupts()), "interrupts", InterruptCounts.lines(roots, choice.interrupts()));
        return all.sources;
    }

    private static boolean is(PerProcessor detail) {
        return detail != PerProcessor.NONE;
    }

    private void addIf(boolean wanted, String family, MapCollector.Source source) {
        if (wanted) {
            add(family, USUAL_SECONDS, source);
        }
    }

    private void add(String family, int everySeconds, MapCollector.Source source) {
        sources.add(new SlowSource(family, everySeconds, source));
    }
}
