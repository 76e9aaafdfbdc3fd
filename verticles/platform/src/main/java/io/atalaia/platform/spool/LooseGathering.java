/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Samples in any order. Those under schemas of which one begins with the other lie together, under the longest; a schema that
 * fits none begins blocks of its own.
 */
final class LooseGathering implements Gathering {
    private final List<LooseRows> lineages = new ArrayList<>();

    @Override
    public boolean takes(Sample sample) {
        return true;
    }

    @Override
    public void add(Sample sample, Schema schema) {
        for (LooseRows rows : lineages) {
            if (rows.fits(schema)) {
                rows.add(sample, schema);
                return;
            }
        }
        var rows = new LooseRows(schema);
        lineages.add(rows);
        rows.add(sample, schema);
    }

    @Override
    public boolean isOver(long now, long begun) {
        return !lineages.isEmpty() && Gathering.minute(begun) != Gathering.minute(now);
    }

    @Override
    public List<Gathered> blocks() {
        return lineages.stream().flatMap(rows -> rows.blocks().stream()).toList();
    }
}
