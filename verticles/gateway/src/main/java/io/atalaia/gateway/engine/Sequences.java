/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the blocks that are missing between those of one stream. It begins with the first block of each boot that the stream
 * brings, for the ones before may have gone through another gateway. Not thread-safe.
 */
public final class Sequences {
    private static final int MOST_BOOTS = 16;

    private final Map<String, Long> highest = new LinkedHashMap<>();

    /** Takes note of a block that came, and says how many were skipped before it. */
    public long missingBefore(String boot, long seq) {
        Long before = highest.get(boot);
        if (before != null && seq <= before) {
            return 0;
        }
        highest.put(boot, seq);
        if (highest.size() > MOST_BOOTS) {
            highest.remove(highest.keySet().iterator().next());
        }
        return before == null ? 0 : seq - before - 1;
    }
}
