/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Asks every collector and lines their figures up under one schema. Used by one thread at a time. */
public final class Gatherer implements AutoCloseable {
    private final List<Slot> slots;
    private final Troubles troubles;
    private Schema schema = Schema.of(List.of());

    public Gatherer(List<Collector> collectors, Troubles troubles) {
        slots = collectors.stream().map(Slot::new).toList();
        this.troubles = troubles;
    }

    /** The figures of this instant, one for each series of the {@link #schema} as it is then. */
    public double[] gather() {
        boolean changed = false;
        for (Slot slot : slots) {
            changed |= slot.read(troubles);
        }
        if (changed) {
            schema = arranged();
        }
        double[] values = new double[schema.series().size()];
        for (Slot slot : slots) {
            slot.fill(values);
        }
        return values;
    }

    public Schema schema() {
        return schema;
    }

    private Schema arranged() {
        List<Series> all = new ArrayList<>();
        for (Slot slot : slots) {
            slot.at = all.size();
            slot.width = slot.collector.series().size();
            if (all.size() + slot.width > Schema.MOST_SERIES) {
                slot.width = 0;
                troubles.tooMany(slot.collector.family());
            }
            all.addAll(slot.collector.series().subList(0, slot.width));
        }
        return Schema.of(all);
    }

    @Override
    public void close() {
        slots.forEach(slot -> slot.collector.close());
    }

    /** Hears of collectors that stop and start to work, once for each change. */
    public interface Troubles {
        void failed(String family, Exception cause);

        void works(String family);

        /** A family left out because the machine has too many series. */
        void tooMany(String family);
    }

    private static final class Slot {
        private final Collector collector;
        private int at;
        private int width;
        private boolean arranged;
        private boolean failing;

        Slot(Collector collector) {
            this.collector = collector;
        }

        boolean read(Troubles troubles) {
            try {
                boolean changed = collector.read();
                if (failing) {
                    failing = false;
                    // The series may have changed in the very reading that failed.
                    arranged = false;
                    troubles.works(collector.family());
                }
                boolean toArrange = changed || !arranged;
                arranged = true;
                return toArrange;
            } catch (IOException | RuntimeException e) {
                if (!failing) {
                    failing = true;
                    troubles.failed(collector.family(), e);
                }
                return false;
            }
        }

        void fill(double[] values) {
            if (failing) {
                Arrays.fill(values, at, at + width, Double.NaN);
            } else if (width > 0) {
                collector.fill(values, at);
            }
        }
    }
}
