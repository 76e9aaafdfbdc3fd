/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.contracts.proto.query.Value;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Series;
import io.atalaia.gateway.engine.exposition.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which series a client wants. */
record SeriesFilter(Set<String> metrics, Map<String, String> labels) {
    private static final int MOST_METRICS = 100;

    static SeriesFilter of(List<String> metrics, Map<String, String> labels) {
        Rules.most("metrics", metrics.size(), MOST_METRICS);
        return new SeriesFilter(Set.copyOf(metrics), labels);
    }

    private boolean wants(Series series) {
        return (metrics.isEmpty() || metrics.contains(series.name())) && QueryDoor.has(series.labels(), labels);
    }

    /** What is known of the machine's series at this moment. */
    List<Value> values(Shown machine) {
        Sample sample = machine.sample();
        if (sample == null) {
            return List.of();
        }
        var found = new ArrayList<Value>();
        List<Series> series = machine.schema().series();
        for (int place = 0; place < Math.min(series.size(), sample.values().length); place++) {
            double value = sample.values()[place];
            if (!Double.isNaN(value) && wants(series.get(place))) {
                found.add(Value.newBuilder()
                        .setSeries(Forms.series(sample.machine(), series.get(place)))
                        .setValue(value)
                        .setTime(sample.time())
                        .build());
            }
        }
        return found;
    }
}
