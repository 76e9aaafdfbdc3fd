/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.contracts.series.Sample;

/** A sample with the layout that says what its values are. */
record Reading(Sample sample, Layout layout) {

    long time() {
        return sample.time();
    }

    /** NaN where there is no value. */
    double at(int place) {
        return place < 0 || place >= sample.values().length ? Double.NaN : sample.values()[place];
    }
}
