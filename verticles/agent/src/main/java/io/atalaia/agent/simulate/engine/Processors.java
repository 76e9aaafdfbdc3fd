/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate.engine;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** CPU times in hundredths of a second, as the kernel counts them: all together, then each core. */
final class Processors implements Family {
    private static final List<String> MODES =
            List.of("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal");
    private static final int USER = 0;
    private static final int SYSTEM = 2;
    private static final int IDLE = 3;
    private static final int IOWAIT = 4;
    private static final int SOFTIRQ = 6;
    private static final double TICKS = 100;

    private final long[][] cores;
    private final double[] weights;

    Processors(Dice dice, int count) {
        cores = new long[count][MODES.size()];
        weights = new double[count];
        for (int core = 0; core < count; core++) {
            weights[core] = dice.between(0.6, 1.4);
            cores[core][IDLE] = (long) dice.between(1e6, 1e8);
            cores[core][USER] = (long) dice.between(1e5, 1e7);
            cores[core][SYSTEM] = (long) dice.between(1e5, 1e6);
        }
    }

    @Override
    public List<Series> series() {
        List<Series> series = new ArrayList<>();
        MODES.forEach(mode -> series.add(new Series("atalaia_cpu_seconds_total", Map.of("mode", mode), Kind.COUNTER)));
        for (int core = 0; core < cores.length; core++) {
            for (String mode : MODES) {
                var labels = Map.of("cpu", Integer.toString(core), "mode", mode);
                series.add(new Series("node_cpu_seconds_total", labels, Kind.COUNTER));
            }
        }
        return series;
    }

    @Override
    public void step(Weather weather, double[] values, int from) {
        int modes = MODES.size();
        long[] sums = new long[modes];
        for (int core = 0; core < cores.length; core++) {
            work(cores[core], weather, weights[core]);
            for (int mode = 0; mode < modes; mode++) {
                sums[mode] += cores[core][mode];
                values[from + modes * (core + 1) + mode] = cores[core][mode] / TICKS;
            }
        }
        for (int mode = 0; mode < modes; mode++) {
            values[from + mode] = sums[mode] / TICKS;
        }
    }

    private static void work(long[] core, Weather weather, double weight) {
        var dice = weather.dice;
        double ticks = weather.seconds * TICKS;
        double busy = Weather.within(weather.busy * weight) * ticks;
        long user = dice.count(busy * 0.7);
        long system = dice.count(busy * 0.27);
        long softirq = dice.count(busy * 0.03);
        long waiting = dice.count(weather.writing * 0.04 * ticks);
        // The kernel books a tick more or less now and then.
        long all = Math.round(ticks + (ticks > 0 ? 0.5 * dice.noise() : 0));
        core[USER] += user;
        core[SYSTEM] += system;
        core[SOFTIRQ] += softirq;
        core[IOWAIT] += waiting;
        core[IDLE] += Math.max(0, all - user - system - softirq - waiting);
    }
}
