/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.platform.engine.block.Columns;
import java.util.List;

/**
 * Gathers the samples of one machine into blocks. The same samples in the same order always give the same blocks: recovery
 * replays the journal and has to come to what was, or would have been, sealed. Used by one thread at a time.
 */
public interface Gathering {
    /** Keeps the payload of the noisiest machine below what storage takes: a value takes 9 bytes at worst. */
    int MOST_VALUES = 400_000;

    /** For samples of one clock: a block has one schema and growing times; whatever would break that begins a new one. */
    static Gathering strict() {
        return new StrictGathering();
    }

    /** For samples that come in any order, under schemas that grow. */
    static Gathering loose() {
        return new LooseGathering();
    }

    /** Whether the sample may join those that are here; when not, they are sealed first. */
    boolean takes(Sample sample);

    void add(Sample sample, Schema schema);

    /**
     * Whether what is here has to be sealed.
     *
     * @param now epoch milliseconds
     * @param begun when the first sample came, by the same clock
     */
    boolean isOver(long now, long begun);

    /** What was gathered, in the order in which it is numbered. */
    List<Gathered> blocks();

    /** The content of a block. */
    record Gathered(Schema schema, Columns columns) {}

    /** Which UTC minute an instant lies in. */
    static long minute(long time) {
        return Math.floorDiv(time, 60_000);
    }
}
