/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate.engine;

import io.atalaia.contracts.series.Series;
import java.util.List;

/** The load averages: two decimals, counted anew every five seconds as the kernel does. */
final class Loads implements Family {
    private static final long COUNT_MILLIS = 5_000;
    private static final double[] MINUTES = {1, 5, 15};

    private final int cores;
    private final double[] loads = new double[MINUTES.length];
    private long countedAt;

    Loads(int cores) {
        this.cores = cores;
    }

    @Override
    public List<Series> series() {
        return List.of(Series.gauge("node_load1"), Series.gauge("node_load5"), Series.gauge("node_load15"));
    }

    @Override
    public void step(Weather weather, double[] values, int from) {
        if (weather.time / COUNT_MILLIS != countedAt) {
            countedAt = weather.time / COUNT_MILLIS;
            double now = weather.dice.count(weather.busy * cores);
            for (int i = 0; i < loads.length; i++) {
                loads[i] += (now - loads[i]) * (5 / (60 * MINUTES[i]));
            }
        }
        for (int i = 0; i < loads.length; i++) {
            values[from + i] = Math.rint(loads[i] * 100) / 100;
        }
    }
}
