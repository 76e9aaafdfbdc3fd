/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate.engine;

import io.atalaia.contracts.series.Series;
import java.util.List;
import java.util.stream.Stream;

/** How long work had to wait: microseconds, as /proc/pressure tells them. */
final class Pressure implements Family {
    private static final double MICROS = 1e6;
    private static final List<String> OF =
            List.of("cpu_waiting", "memory_waiting", "memory_stalled", "io_waiting", "io_stalled");

    private final long[] micros = new long[OF.size()];

    Pressure(Dice dice) {
        for (int i = 0; i < micros.length; i++) {
            micros[i] = (long) dice.between(1e6, 1e9);
        }
    }

    @Override
    public List<Series> series() {
        return OF.stream()
                .flatMap(what -> Stream.of(Series.counter("node_pressure_" + what + "_seconds_total")))
                .toList();
    }

    @Override
    public void step(Weather weather, double[] values, int from) {
        var dice = weather.dice;
        wait(0, dice, weather.busy * weather.busy * 80_000 * weather.seconds);
        if (weather.leaked > 0.8) {
            wait(1, dice, 40_000 * weather.seconds);
            wait(2, dice, 15_000 * weather.seconds);
        }
        if (dice.once(weather.writing)) {
            wait(3, dice, weather.writing * 20_000);
            wait(4, dice, weather.writing * 12_000);
        }
        for (int i = 0; i < micros.length; i++) {
            values[from + i] = micros[i] / MICROS;
        }
    }

    private void wait(int which, Dice dice, double mean) {
        micros[which] += Math.round(mean * dice.between(0.2, 1.8));
    }
}
