/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate.engine;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import java.util.List;
import java.util.Map;

/** A temperature in whole degrees, which follows the work slowly; looked at every five seconds. */
final class Sensor implements Family {
    private static final long LOOK_MILLIS = 5_000;

    private final Series series;
    private double degrees = 38;
    private double told;
    private long lookedAt;

    Sensor(int number) {
        var labels = Map.of("chip", "platform_coretemp_0", "sensor", "temp" + number);
        series = new Series("node_hwmon_temp_celsius", labels, Kind.GAUGE);
    }

    @Override
    public List<Series> series() {
        return List.of(series);
    }

    @Override
    public void step(Weather weather, double[] values, int from) {
        degrees += (34 + 45 * weather.busy - degrees) * 0.05 + 0.3 * weather.dice.noise();
        if (weather.time / LOOK_MILLIS != lookedAt) {
            lookedAt = weather.time / LOOK_MILLIS;
            told = Math.rint(degrees);
        }
        values[from] = told;
    }
}
