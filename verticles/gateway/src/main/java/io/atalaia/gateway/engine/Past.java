/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.contracts.series.Series;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The two minutes that a head remembers, series by series. Made for one question. */
public final class Past {
    private final List<Reading> readings;

    Past(List<Reading> readings) {
        this.readings = readings;
    }

    public boolean isEmpty() {
        return readings.isEmpty();
    }

    /** The instants of all samples, ascending. */
    public long[] times() {
        return readings.stream().mapToLong(Reading::time).toArray();
    }

    /** The series that any of the samples has. */
    public Set<Series> series(Predicate<Series> wanted) {
        var found = new LinkedHashSet<Series>();
        readings.stream().map(reading -> reading.layout().schema).distinct().forEach(schema -> schema.series().stream()
                .filter(wanted)
                .forEach(found::add));
        return found;
    }

    /** One value for each of {@link #times}; NaN where there is none. */
    public double[] values(Series series) {
        return readings.stream()
                .mapToDouble(reading -> reading.at(reading.layout().placeOf(series)))
                .toArray();
    }
}
