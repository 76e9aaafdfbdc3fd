/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate.engine;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A disk: whole requests of whole 4 KiB pages, times in milliseconds. Most writes come when the kernel flushes, every five seconds. */
final class Disk implements Family {
    private static final int PAGE = 4096;
    private static final double MILLIS = 1000.0;
    private static final long FLUSH_MILLIS = 5_000;
    /** What a disk that is about to fail needs, compared with a good one. */
    private static final double SLOWER = 30;

    private final String device;
    private final double weight;
    private long reads;
    private long writes;
    private long pagesRead;
    private long pagesWritten;
    private long readMillis;
    private long writeMillis;
    private long busyMillis;

    Disk(Dice dice, String device, double weight) {
        this.device = device;
        this.weight = weight;
        reads = (long) dice.between(1e5, 1e7);
        writes = (long) dice.between(1e5, 1e7);
        pagesRead = reads * 6;
        pagesWritten = writes * 3;
        busyMillis = writes;
    }

    @Override
    public List<Series> series() {
        var labels = Map.of("device", device);
        var counters = Stream.of(
                        "reads_completed",
                        "writes_completed",
                        "read_bytes",
                        "written_bytes",
                        "read_time_seconds",
                        "write_time_seconds",
                        "io_time_seconds")
                .map(what -> new Series("node_disk_" + what + "_total", labels, Kind.COUNTER));
        return Stream.concat(counters, Stream.of(new Series("node_disk_io_now", labels, Kind.GAUGE)))
                .toList();
    }

    @Override
    public void step(Weather weather, double[] values, int from) {
        var dice = weather.dice;
        boolean flush = Math.floorMod(weather.time, FLUSH_MILLIS) < weather.seconds * 1000;
        long read = dice.count(weight * weather.writing * 4 * weather.seconds);
        long written = dice.count(weight * weather.writing * (flush ? 120 : 6));
        double each = weather.failing() ? SLOWER : 1;
        long millis = Math.round(written * each * dice.between(0.3, 0.9));
        reads += read;
        writes += written;
        pagesRead += read + dice.count(read * 5);
        pagesWritten += written + dice.count(written * 2);
        readMillis += Math.round(read * each * 0.4);
        writeMillis += millis;
        busyMillis += Math.min(Math.round(weather.seconds * MILLIS), millis / 2 + read);
        put(values, from, written > 40 ? dice.count(1) : 0);
    }

    private void put(double[] values, int from, long now) {
        values[from] = reads;
        values[from + 1] = writes;
        values[from + 2] = (double) pagesRead * PAGE;
        values[from + 3] = (double) pagesWritten * PAGE;
        values[from + 4] = readMillis / MILLIS;
        values[from + 5] = writeMillis / MILLIS;
        values[from + 6] = busyMillis / MILLIS;
        values[from + 7] = now;
    }
}
