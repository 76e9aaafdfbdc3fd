/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.contracts.series.Series;

/**
 * Two neighbouring readings, from which figures are made. What is not known is null, never 0.
 *
 * @param before null for the first reading of a machine: then there are no rates
 */
record Step(Reading before, Reading now) {

    Layout layout() {
        return now.layout();
    }

    /** The present value. */
    Double value(int place) {
        double value = now.at(place);
        return Double.isFinite(value) ? value : null;
    }

    /** Growth per second; null when the counter began anew. */
    Double rate(int place) {
        double grown = growth(place);
        return grown >= 0 ? grown / seconds() : null;
    }

    /** What a counter grew by; NaN when not known, negative when it began anew. */
    double growth(int place) {
        if (before == null || place < 0 || seconds() <= 0) {
            return Double.NaN;
        }
        return now.at(place) - before.at(placeBefore(place));
    }

    private double seconds() {
        return (now.time() - before.time()) / 1000.0;
    }

    /** A schema changes when a disk appears: the other series go on under other places. */
    private int placeBefore(int place) {
        if (before.layout() == now.layout()) {
            return place;
        }
        Series series = now.layout().schema.series().get(place);
        return before.layout().placeOf(series);
    }
}
