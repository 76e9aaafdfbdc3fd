/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import java.util.Arrays;
import java.util.List;

/** Makes the full set of live figures from two neighbouring readings. */
final class Details {
    private Details() {}

    static Detail of(Step step, Figures figures, Judge judge) {
        Layout layout = step.layout();
        int[] system = layout.system.at();
        return new Detail(
                cpu(step),
                layout.cores.stream().map(row -> Shares.busy(step, row)).toList(),
                memory(step),
                Arrays.stream(layout.load.at()).mapToObj(step::value).toList(),
                layout.disks.stream().map(row -> disk(step, row)).toList(),
                figures.volumes().stream().map(volume -> volume(volume, judge)).toList(),
                layout.network.stream().map(row -> card(step, row)).toList(),
                temperatures(step),
                step.rate(system[0]),
                step.rate(system[1]),
                figures.uptime(),
                step.value(system[3]),
                step.value(system[4]),
                new Detail.Agent(
                        percent(step.rate(layout.agent.at()[0])),
                        step.value(layout.agent.at()[1])));
    }

    private static Detail.Cpu cpu(Step step) {
        Double[] of = Shares.of(step, step.layout().cpu);
        return new Detail.Cpu(of[0], of[1], of[2], of[3], of[4], of[5], of[6], of[7]);
    }

    private static Detail.Memory memory(Step step) {
        Double[] of = values(step, step.layout().memory);
        return new Detail.Memory(
                of[0], difference(of[0], of[1]), of[1], of[2], of[3], of[4], of[5], difference(of[5], of[6]));
    }

    private static Detail.Disk disk(Step step, Row row) {
        Double[] of = rates(step, row);
        Double busy = percent(of[4]);
        return new Detail.Disk(
                row.label("device"),
                of[0],
                of[1],
                of[2],
                of[3],
                busy == null ? null : Double.valueOf(Math.min(100, busy)));
    }

    private static Detail.Volume volume(Figures.Volume volume, Judge judge) {
        return new Detail.Volume(
                volume.mount(),
                volume.row().label("device"),
                volume.row().label("fstype"),
                volume.size(),
                volume.used(),
                volume.available(),
                volume.percent(),
                judge.volumeState(volume.mount()).ordinal());
    }

    private static Detail.Card card(Step step, Row row) {
        Double[] of = rates(step, row);
        return new Detail.Card(row.label("device"), of[0], of[1], of[2], of[3], of[4], of[5]);
    }

    private static List<Detail.Temperature> temperatures(Step step) {
        return step.layout().temperatures.stream()
                .map(row -> new Detail.Temperature(row.label("chip"), row.label("sensor"), step.value(row.at()[0])))
                .toList();
    }

    private static Double[] values(Step step, Row row) {
        return Arrays.stream(row.at()).mapToObj(step::value).toArray(Double[]::new);
    }

    private static Double[] rates(Step step, Row row) {
        return Arrays.stream(row.at()).mapToObj(step::rate).toArray(Double[]::new);
    }

    private static Double difference(Double whole, Double part) {
        return whole == null || part == null ? null : Double.valueOf(Math.max(0, whole - part));
    }

    private static Double percent(Double ratio) {
        return ratio == null ? null : Double.valueOf(100 * ratio);
    }
}
