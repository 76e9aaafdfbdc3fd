/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import java.util.HashMap;
import java.util.Map;

/** Counts what is written, so that nobody has to read it to know how large it is. Used from one event loop. */
public final class Written {
    /** Under this name the packed hours of machines are counted. */
    public static final String HOURS = "hours";

    private final Map<String, Long> amounts = new HashMap<>();

    /** @param amount bytes of a tier, or hours */
    public void add(String what, long amount) {
        amounts.merge(what, amount, Long::sum);
    }

    /** What was counted since this was last asked. */
    Map<String, Long> take() {
        Map<String, Long> taken = Map.copyOf(amounts);
        amounts.clear();
        return taken;
    }
}
