/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.chaos;

import java.util.Set;

/**
 * What came of the samples.
 *
 * @param collected samples that the agents' journals held
 * @param lost of them, those that no question finds
 * @param twice those that an answer holds more than once
 * @param faults how often something was killed, cut, or filled
 */
public record Tally(long collected, Set<String> lost, Set<String> twice, int faults) {
    private static final int SHOWN = 5;

    public boolean complete() {
        return lost.isEmpty() && twice.isEmpty();
    }

    @Override
    public String toString() {
        return "collected %d, lost %d %s, twice %d %s, faults %d"
                .formatted(collected, lost.size(), some(lost), twice.size(), some(twice), faults);
    }

    private static String some(Set<String> samples) {
        return samples.isEmpty() ? "" : samples.stream().sorted().limit(SHOWN).toList() + "…";
    }
}
