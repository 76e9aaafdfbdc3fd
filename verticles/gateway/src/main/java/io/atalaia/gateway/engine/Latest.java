/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.contracts.series.Series;
import java.util.Arrays;
import java.util.List;

/** The newest value of each series of a machine, also of those that its newest sample does not have. */
final class Latest {
    private Layout layout;
    private double[] values = {};
    private long[] heard = {};

    void see(Reading reading, long nowNanos) {
        if (reading.layout() != layout) {
            arrange(reading.layout());
        }
        for (int place = 0; place < values.length; place++) {
            double value = reading.at(place);
            if (!Double.isNaN(value)) {
                values[place] = value;
                heard[place] = nowNanos;
            }
        }
    }

    /** Takes over what is known of the series that go on. */
    private void arrange(Layout next) {
        List<Series> series = next.schema.series();
        double[] nextValues = new double[series.size()];
        long[] nextHeard = new long[series.size()];
        Arrays.fill(nextValues, Double.NaN);
        for (int place = 0; place < nextValues.length; place++) {
            int before = layout == null ? Row.ABSENT : layout.placeOf(series.get(place));
            if (before != Row.ABSENT) {
                nextValues[place] = values[before];
                nextHeard[place] = heard[before];
            }
        }
        layout = next;
        values = nextValues;
        heard = nextHeard;
    }

    /** The values that came since then; NaN for the others. */
    double[] since(long nanos) {
        double[] found = values.clone();
        for (int place = 0; place < found.length; place++) {
            if (heard[place] - nanos < 0) {
                found[place] = Double.NaN;
            }
        }
        return found;
    }
}
