/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who of several does something, such that all who know the same several agree without asking, and that the end of one moves
 * nothing but what it did (Thaler and Ravishankar, "Using name-based mappings to increase hit rates", 1998).
 */
public final class Rendezvous {
    private Rendezvous() {}

    /** The first so many for a thing; fewer when there are not so many. */
    public static List<String> first(int count, String thing, Collection<String> nodes) {
        return nodes.stream()
                .sorted(Comparator.comparingLong((String node) -> Hash.of(node + "/" + thing))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(count)
                .toList();
    }

    public static Optional<String> first(String thing, Collection<String> nodes) {
        return nodes.stream()
                .min(Comparator.comparingLong((String node) -> Hash.of(node + "/" + thing))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
