/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate.engine;

import io.atalaia.contracts.series.Series;
import java.util.List;
import java.util.stream.Stream;

/** Memory in bytes; it changes by whole pages. */
final class Memory implements Family {
    private static final long PAGE = 4096;
    private static final double GIB = 1L << 30;

    private final long total;
    private final double share;
    private double used;
    private double cached;
    private double buffers;

    Memory(Dice dice) {
        total = (long) (GIB * (4 << (int) dice.between(0, 5))) / PAGE * PAGE - 3_000 * PAGE;
        share = dice.between(0.15, 0.55);
        used = total * share;
        cached = total * dice.between(0.1, 0.25);
        buffers = total * 0.01;
    }

    long total() {
        return total;
    }

    @Override
    public List<Series> series() {
        return Stream.of("MemTotal", "MemFree", "MemAvailable", "Buffers", "Cached", "SwapTotal", "SwapFree")
                .map(key -> Series.gauge("node_memory_" + key + "_bytes"))
                .toList();
    }

    @Override
    public void step(Weather weather, double[] values, int from) {
        var dice = weather.dice;
        double aim = total * Math.min(0.97, share + 0.15 * weather.busy + 0.6 * weather.leaked);
        used += (aim - used) * 0.02 + 40 * PAGE * dice.noise();
        if (dice.once(0.6)) {
            cached += dice.count(weather.writing * 400) * PAGE;
        }
        if (dice.once(0.1)) {
            buffers += PAGE * dice.count(2);
        }
        double most = total * 0.985 - used;
        if (cached + buffers > most) {
            cached = Math.max(total * 0.01, most * 0.9);
            buffers = Math.min(buffers, total * 0.01);
        }
        double free = pages(Math.max(total * 0.005, total - used - cached - buffers));
        values[from] = total;
        values[from + 1] = free;
        values[from + 2] = Math.min(total, free + pages(cached * 0.85));
        values[from + 3] = pages(buffers);
        values[from + 4] = pages(cached);
        values[from + 5] = 2 * GIB;
        values[from + 6] = 2 * GIB - pages(weather.leaked * GIB / 4);
    }

    private static double pages(double bytes) {
        return (double) ((long) (bytes / PAGE) * PAGE);
    }
}
