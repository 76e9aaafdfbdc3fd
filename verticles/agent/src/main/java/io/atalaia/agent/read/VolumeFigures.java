/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.parse.MountFile.Volume;
import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The space of a volume; NaN where it is not known.
 *
 * @param size bytes
 * @param free bytes
 * @param available bytes that programs without privileges may still use
 * @param files how many files it can hold
 * @param filesFree how many more
 */
public record VolumeFigures(double size, double free, double available, double files, double filesFree) {
    public static final VolumeFigures UNKNOWN =
            new VolumeFigures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** The series of all volumes in the order of the list; those that do not answer have an error instead of values. */
    public static Map<Series, Double> series(List<Volume> volumes, Map<Volume, VolumeFigures> figures) {
        Map<Series, Double> series = new LinkedHashMap<>();
        for (Volume volume : volumes) {
            var of = figures.getOrDefault(volume, UNKNOWN);
            var labels =
                    Map.of("device", volume.device(), "fstype", volume.fileSystem(), "mountpoint", volume.mountPoint());
            series.put(new Series("node_filesystem_size_bytes", labels, Kind.GAUGE), of.size);
            series.put(new Series("node_filesystem_free_bytes", labels, Kind.GAUGE), of.free);
            series.put(new Series("node_filesystem_avail_bytes", labels, Kind.GAUGE), of.available);
            series.put(new Series("node_filesystem_files", labels, Kind.GAUGE), of.files);
            series.put(new Series("node_filesystem_files_free", labels, Kind.GAUGE), of.filesFree);
            series.put(new Series("node_filesystem_readonly", labels, Kind.GAUGE), volume.readOnly() ? 1.0 : 0.0);
            double silent = figures.containsKey(volume) ? 0 : 1;
            series.put(new Series("node_filesystem_device_error", labels, Kind.GAUGE), silent);
        }
        return series;
    }
}
