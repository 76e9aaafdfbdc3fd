/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import io.atalaia.contracts.series.Series;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Series whose figures come as a map in a steady order: what is read seldom, or elsewhere than on Linux. */
public final class MapCollector implements Collector {
    private final String family;
    private final Source source;
    private Map<Series, Double> newest = Map.of();
    private List<Series> series = List.of();

    public MapCollector(String family, Source source) {
        this.family = family;
        this.source = source;
    }

    @Override
    public String family() {
        return family;
    }

    @Override
    public boolean read() throws IOException {
        var before = newest;
        newest = source.read();
        if (newest == before) {
            return false;
        }
        var now = List.copyOf(newest.keySet());
        boolean changed = !now.equals(series);
        series = now;
        return changed;
    }

    @Override
    public List<Series> series() {
        return series;
    }

    @Override
    public void fill(double[] values, int from) {
        int at = from;
        for (double value : newest.values()) {
            values[at++] = value;
        }
    }

    /** Gives a map that is not changed any more; the same object when nothing is new. */
    @FunctionalInterface
    public interface Source {
        Map<Series, Double> read() throws IOException;
    }
}
