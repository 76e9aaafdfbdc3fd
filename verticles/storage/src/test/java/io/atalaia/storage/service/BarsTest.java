/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import static io.atalaia.storage.Fixture.HOUR;
import static io.atalaia.storage.Fixture.MACHINE;
import static io.atalaia.storage.Fixture.MINUTE;
import static io.atalaia.storage.Fixture.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.platform.engine.block.BlockCodec;
import io.atalaia.platform.engine.block.Columns;
import io.atalaia.storage.Fixture;
import io.atalaia.storage.engine.SeriesId;
import io.atalaia.storage.engine.Stretch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Prints what a day of one machine with 150 series costs; the limits are wide, since other work may share the machine. */
class BarsTest {
    private static final int HOURS = 24;
    private static final int SERIES = 150;
    private static final Schema SCHEMA = schema();
    private final Random random = new Random(7);
    private final double[] state = new double[SERIES];

    private static Schema schema() {
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < SERIES; i++) {
            String group = List.of("cpu", "memory", "network", "disk", "misc").get(i % 5);
            boolean counter = i % 5 != 1;
            series.add(new Series(
                    "node_" + group + "_x" + i + (counter ? "_total" : ""),
                    Map.of(),
                    counter ? Kind.COUNTER : Kind.GAUGE));
        }
        return Schema.of(series);
    }

    @Test
    void aDayOfOneMachine() {
        try (var bench = new Bench()) {
            bench.done(() -> bench.introductions.introduce(new Introduction(Fixture.facts(), SCHEMA)));
            bench.time.pass(Duration.ofHours(HOURS));
            long began = System.nanoTime();
            for (int hour = 0; hour < HOURS; hour++) {
                bench.store(hour(TEN + hour * HOUR));
            }
            double storing = millis(began) / (HOURS * 60);
            began = System.nanoTime();
            bench.time.pass(Duration.ofMinutes(4));
            bench.pack();
            double packing = millis(began) / HOURS;
            System.out.printf(
                    "storing a block: %.2f ms; packing a machine's hour: %.1f ms; %.3f bytes a sample packed%n",
                    storing, packing, packedBytes(bench) / (HOURS * 3600.0 * SERIES));
            double minutes = slowest(bench, 1000);
            double samples = slowest(bench, 5000);
            System.out.printf(
                    "24 h of one series, p95 warm: from minutes %.1f ms, from samples %.1f ms%n", minutes, samples);
            assertThat(minutes).isLessThan(500);
        }
    }

    private double slowest(Bench bench, int points) {
        var query = new Query(
                MACHINE, List.of("node_network_x2_total"), Map.of(), TEN, TEN + HOURS * HOUR, points, As.RATE);
        double[] took = new double[40];
        for (int i = 0; i < took.length * 2; i++) {
            long began = System.nanoTime();
            assertThat(bench.ask(query).series().get(0).t().length).isGreaterThan(points / 10);
            took[i % took.length] = millis(began);
        }
        Arrays.sort(took);
        return took[took.length * 95 / 100];
    }

    private static long packedBytes(Bench bench) {
        List<String> ids = new ArrayList<>();
        Set<String> groups = new HashSet<>(Set.of("index"));
        SCHEMA.series().forEach(series -> groups.add(SeriesId.of(series).group()));
        for (String group : groups) {
            for (long hour = TEN / HOUR; hour < TEN / HOUR + HOURS; hour++) {
                ids.add(Stretch.rawId(hour, MACHINE, group));
                ids.add(Stretch.minutesId(Stretch.dayOfHour(hour), MACHINE, group));
            }
        }
        return bench.done(() -> bench.store.tiers(Set.copyOf(ids), Set.of())).stream()
                .flatMap(tier -> tier.columns().values().stream())
                .mapToLong(column -> column.length)
                .sum();
    }

    /** Three series of five stand still, as on a real machine; the others move now and then. */
    private List<Block> hour(long from) {
        List<Block> blocks = new ArrayList<>();
        for (long minute = from; minute < from + HOUR; minute += MINUTE) {
            long[] times = new long[60];
            double[][] values = new double[SERIES][60];
            for (int i = 0; i < 60; i++) {
                times[i] = minute + i * 1000 + random.nextInt(3);
                for (int one = 0; one < SERIES; one++) {
                    boolean moves = one % 5 < 2 && random.nextInt(3) > 0;
                    state[one] += moves ? random.nextInt(one % 2 == 0 ? 20 : 200) * (one % 2 == 0 ? 0.01 : 4096) : 0;
                    values[one][i] = Math.rint(state[one] * 100) / 100;
                }
            }
            byte[] payload = BlockCodec.encode(new Columns(times, values, List.of()));
            blocks.add(
                    new Block(MACHINE, Fixture.BOOT, minute / MINUTE, SCHEMA.hash(), times[0], times[59], 60, payload));
        }
        return blocks;
    }

    private static double millis(long began) {
        return (System.nanoTime() - began) / 1e6;
    }
}
