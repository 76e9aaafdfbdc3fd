/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate.engine;

import io.atalaia.contracts.series.Series;
import java.util.List;

/** What the agent would say of its own process. */
final class Itself implements Family {
    private static final int PAGE = 4096;

    private long ticks;
    private long pages = 17_000;

    @Override
    public List<Series> series() {
        return List.of(Series.counter("process_cpu_seconds_total"), Series.gauge("process_resident_memory_bytes"));
    }

    @Override
    public void step(Weather weather, double[] values, int from) {
        ticks += weather.dice.count(0.5 * weather.seconds);
        if (weather.dice.once(0.05)) {
            pages = 17_000 + weather.dice.count(40);
        }
        values[from] = ticks / 100.0;
        values[from + 1] = (double) pages * PAGE;
    }
}
