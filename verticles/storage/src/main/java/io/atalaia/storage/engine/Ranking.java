/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.storage.StorageApi.By;
import io.atalaia.contracts.storage.StorageApi.TopRow;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ranks machines by one headline figure over a range: averages weigh by how many samples they stand for. */
public final class Ranking {
    private final long from;
    private final long to;
    private final Map<String, String> heirs;
    private final Map<String, Sum> machines = new HashMap<>();

    private static final class Sum {
        private double sum;
        private double count;
        private double maximum = Double.NEGATIVE_INFINITY;
    }

    /**
     * @param from inclusive, epoch milliseconds
     * @param to exclusive; five minutes count whole when any of their time lies in the range
     * @param heirs ids that count for another
     */
    public Ranking(long from, long to, Map<String, String> heirs) {
        this.from = from;
        this.to = to;
        this.heirs = heirs;
    }

    /** @param tables of {@link HeadlineHour} by machine */
    public void add(long hour, Map<String, double[][]> tables) {
        long start = hour * Stretch.HOUR;
        long first = Math.max(0, Math.floorDiv(from - start, Stretch.FIVE_MINUTES));
        long last = Math.min(Stretch.FIVES_AN_HOUR - 1L, Math.floorDiv(to - 1 - start, Stretch.FIVE_MINUTES));
        tables.forEach((machine, table) -> {
            for (long bucket = first; bucket <= last; bucket++) {
                add(heirs.getOrDefault(machine, machine), table, (int) bucket);
            }
        });
    }

    private void add(String machine, double[][] table, int bucket) {
        double count = table[HeadlineHour.COUNT][bucket];
        if (count > 0) {
            Sum sum = machines.computeIfAbsent(machine, name -> new Sum());
            sum.sum += table[HeadlineHour.AVERAGE][bucket] * count;
            sum.count += count;
            sum.maximum = Math.max(sum.maximum, table[HeadlineHour.MAXIMUM][bucket]);
        }
    }

    /** The highest first. */
    public List<TopRow> top(By by, int limit) {
        Comparator<TopRow> rank = Comparator.comparingDouble(by == By.AVERAGE ? TopRow::average : TopRow::maximum);
        return machines.entrySet().stream()
                .map(one -> new TopRow(one.getKey(), one.getValue().sum / one.getValue().count, one.getValue().maximum))
                .sorted(rank.reversed().thenComparing(TopRow::machine))
                .limit(limit)
                .toList();
    }
}
