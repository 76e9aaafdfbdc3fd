/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.platform.engine.headline.Formulas;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The headline figures of a machine; null is what it does not have. The units are those of
 * {@link io.atalaia.contracts.machine.Headline}.
 *
 * @param volumes in the order of the schema
 */
record Figures(
        Double cpu,
        Double memory,
        Double swap,
        Double disk,
        Double receive,
        Double transmit,
        Double diskRead,
        Double diskWrite,
        Double temperature,
        Double load1,
        Double uptime,
        List<Volume> volumes) {
    /** Nothing is known. */
    static final Figures NONE =
            new Figures(null, null, null, null, null, null, null, null, null, null, null, List.of());

    /** @param percent in use as df counts it: of what ordinary users can use */
    record Volume(Row row, String mount, Double size, Double used, Double available, Double percent) {}

    static Figures of(Step step) {
        Layout layout = step.layout();
        int[] memory = layout.memory.at();
        List<Volume> volumes =
                layout.volumes.stream().map(row -> volume(step, row)).toList();
        return new Figures(
                Shares.busy(step, layout.cpu),
                usedPercent(step.value(memory[0]), step.value(memory[1])),
                usedPercent(step.value(memory[5]), step.value(memory[6])),
                most(volumes, Volume::percent),
                sum(layout.network, row -> loopback(row) ? null : step.rate(row.at()[0])),
                sum(layout.network, row -> loopback(row) ? null : step.rate(row.at()[1])),
                sum(layout.disks, row -> step.rate(row.at()[0])),
                sum(layout.disks, row -> step.rate(row.at()[1])),
                most(layout.temperatures, row -> step.value(row.at()[0])),
                step.value(layout.load.at()[0]),
                uptime(step),
                volumes);
    }

    static Double uptime(Step step) {
        Double boot = step.value(step.layout().system.at()[2]);
        return boot == null ? null : Math.max(0, step.now().time() / 1000.0 - boot);
    }

    static Double usedPercent(Double total, Double free) {
        return known(Formulas.usedPercent(value(total), value(free)));
    }

    private static Volume volume(Step step, Row row) {
        Double size = step.value(row.at()[0]);
        Double available = step.value(row.at()[1]);
        Double free = step.value(row.at()[2]);
        Double used = known(Formulas.volumeUsed(value(size), value(available), value(free)));
        Double percent = known(Formulas.volumePercent(value(size), value(available), value(free)));
        return new Volume(row, row.label("mountpoint"), size, used, available, percent);
    }

    private static double value(Double known) {
        return known == null ? Double.NaN : known;
    }

    static Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static boolean loopback(Row row) {
        return !Formulas.counts(row.labels());
    }

    /** What is known of all devices together; null when nothing is. */
    private static <T> Double sum(List<T> rows, Function<T, Double> figure) {
        return rows.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .reduce(Double::sum)
                .orElse(null);
    }

    private static <T> Double most(List<T> rows, Function<T, Double> figure) {
        return rows.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .max(Double::compare)
                .orElse(null);
    }
}
