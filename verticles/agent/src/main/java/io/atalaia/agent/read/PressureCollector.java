/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.parse.ByteScanner;
import io.atalaia.contracts.series.Series;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long work waited for something, in all: a file of /proc/pressure. Its averages follow from the totals. */
final class PressureCollector implements Collector {
    private static final byte[] SOME = "some".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FULL = "full".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TOTAL = "total".getBytes(StandardCharsets.US_ASCII);
    private static final double MICROS = 1e6;

    private final HotFile file;
    private final String resource;
    private final List<Series> series = new ArrayList<>();
    private final byte[][] lines;
    private final double[] seconds;
    private boolean known;

    private PressureCollector(String resource, HotFile file, boolean waiting, boolean stalled) {
        this.file = file;
        this.resource = resource;
        List<byte[]> wanted = new ArrayList<>();
        if (waiting) {
            wanted.add(SOME);
            series.add(Series.counter("node_pressure_" + resource + "_waiting_seconds_total"));
        }
        if (stalled) {
            wanted.add(FULL);
            series.add(Series.counter("node_pressure_" + resource + "_stalled_seconds_total"));
        }
        lines = wanted.toArray(byte[][]::new);
        seconds = new double[lines.length];
    }

    /**
     * The files that there are. A kernel that was started without PSI shows them but refuses to read them.
     *
     * @param folder /proc/pressure
     */
    static List<Collector> in(Path folder, Scratch scratch) {
        List<Collector> collectors = new ArrayList<>();
        // The line "full" of the processors says nothing on the level of the machine; interrupts have no other.
        add(collectors, folder, "cpu", scratch, true, false);
        add(collectors, folder, "memory", scratch, true, true);
        add(collectors, folder, "io", scratch, true, true);
        add(collectors, folder, "irq", scratch, false, true);
        return collectors;
    }

    private static void add(
            List<Collector> collectors,
            Path folder,
            String resource,
            Scratch scratch,
            boolean waiting,
            boolean stalled) {
        Path path = folder.resolve(resource);
        if (Files.isReadable(path) && !SmallFile.text(path).isEmpty()) {
            collectors.add(new PressureCollector(resource, new HotFile(path, scratch), waiting, stalled));
        }
    }

    @Override
    public String family() {
        return "pressure of " + resource;
    }

    @Override
    public boolean read() throws IOException {
        var in = file.read();
        int found = 0;
        while (in.hasMore()) {
            if (in.word()) {
                found += take(in);
            }
            in.skipLine();
        }
        if (found < lines.length) {
            throw new IOException("pressure of " + resource + " breaks off");
        }
        boolean first = !known;
        known = true;
        return first;
    }

    private int take(ByteScanner in) {
        for (int line = 0; line < lines.length; line++) {
            if (in.wordIs(lines[line])) {
                seconds[line] = total(in) / MICROS;
                return 1;
            }
        }
        return 0;
    }

    private static long total(ByteScanner in) {
        while (in.word('=')) {
            if (in.wordIs(TOTAL)) {
                return in.number();
            }
            double ignored = in.decimal();
        }
        throw new IllegalArgumentException("no total");
    }

    @Override
    public List<Series> series() {
        return known ? series : List.of();
    }

    @Override
    public void fill(double[] values, int from) {
        System.arraycopy(seconds, 0, values, from, seconds.length);
    }

    @Override
    public void close() {
        file.close();
    }
}
