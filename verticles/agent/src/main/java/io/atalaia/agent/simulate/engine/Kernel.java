/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate.engine;

import io.atalaia.contracts.series.Series;
import java.util.List;

/** Interrupts, switches, processes and paging: whole numbers. */
final class Kernel implements Family {
    private static final double SWITCHES = 12_000;

    private final long bootSeconds;
    private final int cores;
    private long interrupts;
    private long switches;
    private long forks;
    private long faults;

    Kernel(Dice dice, int cores, long bootSeconds) {
        this.cores = cores;
        this.bootSeconds = bootSeconds;
        interrupts = (long) dice.between(1e8, 1e10);
        switches = 2 * interrupts;
        forks = (long) dice.between(1e4, 1e6);
    }

    @Override
    public List<Series> series() {
        return List.of(
                Series.counter("node_intr_total"),
                Series.counter("node_context_switches_total"),
                Series.gauge("node_boot_time_seconds"),
                Series.counter("node_forks_total"),
                Series.gauge("node_procs_running"),
                Series.gauge("node_procs_blocked"),
                Series.counter("node_vmstat_pswpin"),
                Series.counter("node_vmstat_pswpout"),
                Series.counter("node_vmstat_pgmajfault"),
                Series.counter("node_vmstat_oom_kill"));
    }

    @Override
    public void step(Weather weather, double[] values, int from) {
        var dice = weather.dice;
        double work = (0.02 + weather.busy) * weather.seconds * SWITCHES * dice.between(0.8, 1.2);
        interrupts += dice.count(work * 0.6);
        switches += dice.count(work);
        forks += dice.count((0.3 + 4 * weather.busy) * weather.seconds);
        faults += dice.count(0.03 * weather.seconds);
        values[from] = interrupts;
        values[from + 1] = switches;
        values[from + 2] = bootSeconds;
        values[from + 3] = forks;
        values[from + 4] = 1 + dice.count(weather.busy * cores * 0.7);
        values[from + 5] = dice.once(weather.writing * 0.2) ? 1 : 0;
        values[from + 6] = 0;
        values[from + 7] = Math.rint(weather.leaked * 65_536);
        values[from + 8] = faults;
        values[from + 9] = weather.outOfMemory;
    }
}
