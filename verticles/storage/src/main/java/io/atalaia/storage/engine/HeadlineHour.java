/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.series.Series;
import io.atalaia.platform.engine.block.ColumnCodec;
import io.atalaia.platform.engine.headline.Formulas;
import io.atalaia.platform.engine.headline.Names;
import io.atalaia.platform.engine.series.Significant;
import io.atalaia.platform.engine.series.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Predicate;

/**
 * The headline figures of one machine in an hour, computed at each sample and kept as average, maximum and count of each five
 * minutes. Each figure is made from series of one group.
 */
public final class HeadlineHour {
    /** The figures, by their names in {@link io.atalaia.contracts.machine.Headline}. */
    public static final List<String> METRICS = List.of(
            "cpu", "memory", "swap", "disk", "receive", "transmit", "diskRead", "diskWrite", "temperature", "load1");

    /** What a table has of each five minutes. */
    public static final int AVERAGE = 0;

    public static final int MAXIMUM = 1;
    public static final int COUNT = 2;
    public static final int COLUMNS = 3;

    private static final Set<String> NEEDED = Set.of(
            Names.CPU,
            Names.MEMORY_TOTAL,
            Names.MEMORY_AVAILABLE,
            Names.SWAP_TOTAL,
            Names.SWAP_FREE,
            Names.VOLUME_SIZE,
            Names.VOLUME_AVAILABLE,
            Names.VOLUME_FREE,
            Names.RECEIVED,
            Names.TRANSMITTED,
            Names.READ,
            Names.WRITTEN,
            Names.TEMPERATURE,
            Names.LOAD1);

    private final long everyMillis;
    private final HourIndex before;
    private final Map<String, byte[]> tables = new TreeMap<>();

    /** @param before the index of the hour before, for the first rates */
    HeadlineHour(long everyMillis, HourIndex before) {
        this.everyMillis = everyMillis;
        this.before = before;
    }

    /** Whether figures are made from this series. */
    static boolean needs(Series series) {
        return NEEDED.contains(series.name());
    }

    Map<String, byte[]> tables() {
        return tables;
    }

    /** Adds the figures that are made from these series. */
    void add(Map<String, SeriesId> ids, Part rows) {
        var group = new Group(ids, rows);
        keep("cpu", rows.times(), group.busy());
        keep("memory", rows.times(), group.used(Names.MEMORY_TOTAL, Names.MEMORY_AVAILABLE));
        keep("swap", rows.times(), group.used(Names.SWAP_TOTAL, Names.SWAP_FREE));
        keep("disk", rows.times(), group.fullest());
        keep("receive", rows.times(), group.rates(Names.RECEIVED, one -> Formulas.counts(one.labels())));
        keep("transmit", rows.times(), group.rates(Names.TRANSMITTED, one -> Formulas.counts(one.labels())));
        keep("diskRead", rows.times(), group.rates(Names.READ, any -> true));
        keep("diskWrite", rows.times(), group.rates(Names.WRITTEN, any -> true));
        keep("temperature", rows.times(), group.values(Names.TEMPERATURE, Formulas::most));
        keep("load1", rows.times(), group.values(Names.LOAD1, Formulas::most));
    }

    private void keep(String metric, long[] times, double[] figures) {
        if (figures == null) {
            return;
        }
        double[][] table = FigureTable.empty(COLUMNS, Stretch.FIVES_AN_HOUR);
        double[] sums = new double[Stretch.FIVES_AN_HOUR];
        for (int i = 0; i < times.length; i++) {
            if (!Double.isNaN(figures[i])) {
                int bucket = (int) (Math.floorMod(times[i], Stretch.HOUR) / Stretch.FIVE_MINUTES);
                sums[bucket] += figures[i];
                table[COUNT][bucket] = Formulas.sum(table[COUNT][bucket], 1);
                table[MAXIMUM][bucket] = Formulas.most(table[MAXIMUM][bucket], figures[i]);
            }
        }
        for (int bucket = 0; bucket < sums.length; bucket++) {
            table[AVERAGE][bucket] = Significant.rounded(sums[bucket] / table[COUNT][bucket]);
            table[MAXIMUM][bucket] = Significant.rounded(table[MAXIMUM][bucket]);
        }
        tables.put(metric, ColumnCodec.encodeTable(table));
    }

    /** Null where the group has nothing of a figure. */
    private final class Group {
        private final Map<String, SeriesId> ids;
        private final Part rows;

        Group(Map<String, SeriesId> ids, Part rows) {
            this.ids = ids;
            this.rows = rows;
        }

        private List<SeriesId> named(String name) {
            return ids.values().stream()
                    .filter(id -> id.series().name().equals(name))
                    .filter(id -> rows.columns().containsKey(id.field()))
                    .toList();
        }

        private double[] column(String name) {
            List<SeriesId> found = named(name);
            return found.isEmpty() ? null : rows.columns().get(found.get(0).field());
        }

        /** The rate at each row; NaN where there is none. */
        private double[] rate(SeriesId id) {
            var track = new Track(rows.times(), rows.columns().get(id.field()));
            Track rates = HourPacker.withSampleBefore(id, track, before).rates(everyMillis);
            double[] at = none();
            int row = 0;
            for (int i = 0; i < rates.times().length; i++) {
                while (rows.times()[row] < rates.times()[i]) {
                    row++;
                }
                at[row] = rates.values()[i];
            }
            return at;
        }

        private double[] none() {
            double[] none = new double[rows.times().length];
            Arrays.fill(none, Double.NaN);
            return none;
        }

        double[] busy() {
            List<SeriesId> found = named(Names.CPU);
            if (found.isEmpty()) {
                return null;
            }
            double[][] modes = new double[Formulas.MODES.size()][];
            Arrays.setAll(modes, mode -> none());
            found.forEach(id -> {
                int mode = Formulas.MODES.indexOf(id.series().labels().get("mode"));
                if (mode >= 0) {
                    modes[mode] = rate(id);
                }
            });
            double[] growths = new double[modes.length];
            double[] busy = none();
            for (int i = 0; i < busy.length; i++) {
                for (int mode = 0; mode < modes.length; mode++) {
                    growths[mode] = modes[mode][i];
                }
                busy[i] = Formulas.busy(growths);
            }
            return busy;
        }

        double[] used(String total, String free) {
            double[] all = column(total);
            double[] left = column(free);
            if (all == null || left == null) {
                return null;
            }
            double[] used = none();
            Arrays.setAll(used, i -> Formulas.usedPercent(all[i], left[i]));
            return used;
        }

        double[] fullest() {
            double[] fullest = null;
            for (SeriesId id : named(Names.VOLUME_SIZE)) {
                double[] percent = percent(id);
                fullest = fullest == null ? percent : joined(fullest, percent, Formulas::most);
            }
            return fullest;
        }

        private double[] percent(SeriesId size) {
            double[] sizes = rows.columns().get(size.field());
            double[] available = sameVolume(Names.VOLUME_AVAILABLE, size);
            double[] free = sameVolume(Names.VOLUME_FREE, size);
            double[] percent = none();
            Arrays.setAll(percent, i -> Formulas.volumePercent(sizes[i], available[i], free[i]));
            return percent;
        }

        private double[] sameVolume(String name, SeriesId size) {
            return named(name).stream()
                    .filter(id -> id.series().labels().equals(size.series().labels()))
                    .findFirst()
                    .map(id -> rows.columns().get(id.field()))
                    .orElseGet(this::none);
        }

        double[] rates(String name, Predicate<Series> wanted) {
            List<double[]> all = new ArrayList<>();
            named(name).stream().filter(id -> wanted.test(id.series())).forEach(id -> all.add(rate(id)));
            return all.stream()
                    .reduce((one, other) -> joined(one, other, Formulas::sum))
                    .orElse(null);
        }

        double[] values(String name, DoubleBinaryOperator join) {
            return named(name).stream()
                    .map(id -> rows.columns().get(id.field()))
                    .reduce((one, other) -> joined(one, other, join))
                    .orElse(null);
        }

        private double[] joined(double[] one, double[] other, DoubleBinaryOperator join) {
            double[] joined = new double[one.length];
            Arrays.setAll(joined, i -> join.applyAsDouble(one[i], other[i]));
            return joined;
        }
    }
}
