/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.contracts.machine.Reason;
import io.atalaia.contracts.machine.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Judges one machine's figures. Not thread-safe. */
final class Judge {
    private static final Comparator<Reason> WORST_FIRST = Comparator.comparing(Reason::level)
            .thenComparingDouble(Reason::value)
            .reversed();
    private static final String CPU = "cpu";
    private static final String MEMORY = "memory";
    private static final String DISK = "disk";

    private final Rules rules;
    private final Level cpu;
    private final Level memory;
    private final Map<String, Level> volumes = new TreeMap<>();

    Judge(Rules rules) {
        this.rules = rules;
        cpu = new Level(rules.cpu());
        memory = new Level(rules.memory());
    }

    /** Goes on from what another gateway judged last. */
    void adopt(List<Reason> reasons) {
        for (Reason reason : reasons) {
            Level level =
                    switch (reason.metric()) {
                        case CPU -> cpu;
                        case MEMORY -> memory;
                        default -> volume(reason.device());
                    };
            level.adopt(reason.level(), reason.since(), reason.value());
        }
    }

    /**
     * Judges the figures of a sample that is later than all before. A null figure leaves its level as it is; a volume that is
     * not named is gone, and its level with it.
     */
    void see(long time, long every, Figures figures) {
        see(cpu, time, every, figures.cpu());
        see(memory, time, every, figures.memory());
        var present = new LinkedHashMap<String, Double>();
        figures.volumes().forEach(volume -> present.put(volume.mount(), volume.percent()));
        volumes.keySet().retainAll(present.keySet());
        present.forEach((mount, percent) -> see(volume(mount), time, every, percent));
    }

    private Level volume(String mount) {
        return volumes.computeIfAbsent(String.valueOf(mount), named -> new Level(rules.disk()));
    }

    private static void see(Level level, long time, long every, Double figure) {
        if (figure != null) {
            level.see(time, figure, every);
        }
    }

    /** The worst level of all figures. */
    State state() {
        State worst = worse(cpu.state(), memory.state());
        for (Level volume : volumes.values()) {
            worst = worse(worst, volume.state());
        }
        return worst;
    }

    State volumeState(String mount) {
        Level level = volumes.get(mount);
        return level == null ? State.NORMAL : level.state();
    }

    private static State worse(State one, State other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** The figures that are not normal, worst first. */
    List<Reason> reasons() {
        var reasons = new ArrayList<Reason>();
        add(reasons, CPU, cpu, null);
        add(reasons, MEMORY, memory, null);
        volumes.forEach((mount, level) -> add(reasons, DISK, level, mount));
        reasons.sort(WORST_FIRST);
        return List.copyOf(reasons);
    }

    private static void add(List<Reason> reasons, String metric, Level level, String device) {
        if (level.state() != State.NORMAL) {
            reasons.add(new Reason(metric, level.state(), level.value(), level.threshold(), level.since(), device));
        }
    }
}
