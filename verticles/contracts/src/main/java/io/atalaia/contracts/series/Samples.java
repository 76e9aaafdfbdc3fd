/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.series;

import java.util.List;

/** Samples of one machine in the order of their time. */
public record Samples(List<Sample> samples) {
    /** The most samples that travel in one message. */
    public static final int MOST = 120;

    public Samples {
        samples = List.copyOf(samples);
    }
}
