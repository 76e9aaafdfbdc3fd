/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate.engine;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A mounted file system, looked at every five seconds as agents do. */
final class Volume implements Family {
    private static final long LOOK_MILLIS = 5_000;
    private static final long BLOCK = 4096;
    private static final double RESERVED = 0.05;

    private final String device;
    private final String mount;
    private final long blocks;
    private final long files;
    private final double share;
    private double written;
    private long filesUsed;
    private long lookedAt;
    private double free;

    Volume(Dice dice, String device, String mount) {
        this.device = device;
        this.mount = mount;
        blocks = (20L << (int) dice.between(0, 6)) * (1L << 30) / BLOCK;
        files = blocks / 4;
        share = dice.between(0.1, 0.7);
        filesUsed = (long) (files * share / 5);
    }

    @Override
    public List<Series> series() {
        var labels = Map.of("device", device, "fstype", "ext4", "mountpoint", mount);
        return Stream.of("size_bytes", "free_bytes", "avail_bytes", "files", "files_free")
                .map(what -> new Series("node_filesystem_" + what, labels, Kind.GAUGE))
                .toList();
    }

    @Override
    public void step(Weather weather, double[] values, int from) {
        var dice = weather.dice;
        written += dice.count(weather.writing * 60 * weather.seconds);
        // Whatever writes also removes what is old.
        written = written > blocks * 0.02 ? 0 : written;
        if (weather.time / LOOK_MILLIS != lookedAt) {
            lookedAt = weather.time / LOOK_MILLIS;
            double full = share + (mount.equals("/") ? (0.96 - share) * Math.min(1, weather.filled) : 0);
            free = Math.max(0, Math.rint(blocks * (1 - full) - written));
            filesUsed += dice.once(0.2) ? dice.count(3) : 0;
        }
        values[from] = (double) blocks * BLOCK;
        values[from + 1] = free * BLOCK;
        values[from + 2] = Math.max(0, Math.rint(free - blocks * RESERVED)) * BLOCK;
        values[from + 3] = files;
        values[from + 4] = files - filesUsed;
    }
}
