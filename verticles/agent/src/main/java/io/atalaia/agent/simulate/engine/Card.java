/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate.engine;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A network card: whole packets and bytes. */
final class Card implements Family {
    private static final double MOST_PACKETS = 8_000;

    private final String device;
    private final double weight;
    private final double bytesEach;
    private final long[] counts = new long[8];

    /** @param weight its share of the machine's traffic */
    Card(Dice dice, String device, double weight) {
        this.device = device;
        this.weight = weight;
        bytesEach = dice.between(120, 900);
        for (int i = 0; i < 2; i++) {
            counts[i] = (long) (weight * dice.between(1e9, 1e12));
            counts[i + 2] = counts[i] / 400;
        }
    }

    @Override
    public List<Series> series() {
        return Stream.of("bytes", "packets", "errs", "drop")
                .flatMap(what -> Stream.of("receive", "transmit")
                        .map(way -> new Series(
                                "node_network_" + way + "_" + what + "_total", Map.of("device", device), Kind.COUNTER)))
                .toList();
    }

    @Override
    public void step(Weather weather, double[] values, int from) {
        for (int way = 0; way < 2; way++) {
            double mean = weather.traffic * weight * MOST_PACKETS * weather.seconds * (way == 0 ? 1 : 0.7);
            long packets = weather.dice.count(mean);
            counts[way + 2] += packets;
            counts[way] += Math.round(packets * bytesEach * weather.dice.between(0.7, 1.3)) + packets * 54;
        }
        if (packetsLost(weather)) {
            counts[6] += weather.dice.count(3);
        }
        for (int i = 0; i < counts.length; i++) {
            values[from + i] = counts[i];
        }
    }

    private boolean packetsLost(Weather weather) {
        return weight > 0.5 && weather.traffic > 0.5 && weather.dice.once(0.05);
    }
}
