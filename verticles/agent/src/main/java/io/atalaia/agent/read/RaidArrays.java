/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.MapCollector;
import io.atalaia.agent.parse.RaidFile;
import io.atalaia.contracts.series.Series;
import java.nio.file.Path;
import java.util.Map;

/** Software RAID: whether an array is whole, by /proc/mdstat. */
final class RaidArrays implements MapCollector.Source {
    private final Path file;

    RaidArrays(Path proc) {
        file = proc.resolve("mdstat");
    }

    @Override
    public Map<Series, Double> read() {
        var figures = new Figures();
        for (var array : RaidFile.parse(SmallFile.text(file))) {
            disks(figures, array, "active", array.active());
            disks(figures, array, "failed", array.failed());
            disks(figures, array, "spare", array.spare());
            figures.gauge("node_md_disks_required", Map.of("device", array.name()), array.required());
        }
        return figures.all();
    }

    private static void disks(Figures figures, RaidFile.Array array, String state, int count) {
        figures.gauge("node_md_disks", Map.of("device", array.name(), "state", state), count);
    }
}
