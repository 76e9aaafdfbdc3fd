/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import io.atalaia.contracts.series.Series;
import java.io.IOException;
import java.util.List;

/** Reads one family of series. Used by one thread at a time. */
public interface Collector extends AutoCloseable {

    /** What it reads, for people. */
    String family();

    /**
     * Reads the figures of this instant. A collector that throws has no figures this time; its series stay.
     *
     * @return whether the series are others than the time before
     */
    boolean read() throws IOException;

    /** The series in the order in which {@link #fill} gives their values. */
    List<Series> series();

    /** Puts the figures that were read last into {@code values}, from an index on; NaN where there is none. */
    void fill(double[] values, int from);

    @Override
    default void close() {}
}
