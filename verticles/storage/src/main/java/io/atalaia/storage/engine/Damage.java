/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.storage.StorageApi.Gap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of the stored data could not be read: it costs a gap, never the answer. */
public final class Damage {
    private static final String REASON = "corrupt block";
    private final Map<String, Gap> found = new LinkedHashMap<>();

    void add(String what, long from, long to) {
        found.putIfAbsent(what, new Gap(from, to, REASON));
    }

    /** What is damaged: a block or a column, by its place. */
    public List<String> places() {
        return List.copyOf(found.keySet());
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** The first so many times of it, ends by beginnings. */
    public Map<Long, Long> times(int most) {
        Map<Long, Long> times = new LinkedHashMap<>();
        found.values().stream().limit(most).forEach(gap -> times.merge(gap.from(), gap.to(), Math::max));
        return times;
    }

    /** The times of it within a range, each once. */
    List<Gap> gaps(long from, long to) {
        List<Gap> gaps = new ArrayList<>();
        found.values().stream()
                .filter(gap -> gap.from() < to && gap.to() > from)
                .map(gap -> new Gap(Math.max(from, gap.from()), Math.min(to, gap.to()), gap.reason()))
                .distinct()
                .sorted(Comparator.comparingLong(Gap::from))
                .forEach(gaps::add);
        return gaps;
    }
}
