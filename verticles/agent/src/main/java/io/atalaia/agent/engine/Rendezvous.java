/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import io.atalaia.platform.engine.Hash;
import java.util.Comparator;

/** Rendezvous hashing: when a gateway comes or goes, only its own machines move. */
final class Rendezvous {
    private Rendezvous() {}

    /** The gateway that weighs most is the machine's own. */
    static Comparator<String> weightFor(String machine) {
        return (one, other) -> {
            int byWeight = Long.compareUnsigned(Hash.of(machine + "@" + one), Hash.of(machine + "@" + other));
            return byWeight == 0 ? one.compareTo(other) : byWeight;
        };
    }
}
