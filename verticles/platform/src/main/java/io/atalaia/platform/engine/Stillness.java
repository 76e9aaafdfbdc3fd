/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * For how long values that others write have stood still, counted on the reader's own monotonic clock, so that no clock is
 * compared with another. Nanoseconds throughout. For one thread at a time.
 */
public final class Stillness<K> {
    private final Map<K, Sighting> sightings = new HashMap<>();

    /**
     * Notes that the value was there when a reading was answered.
     *
     * @param seenAt from when a value that is new counts as seen: who must be certain gives the moment of the answer
     * @param now until when it stood still: who must be certain gives the moment at which the reading was sent
     * @return for how long the value has stood still; 0 for one not seen before
     */
    public long see(K key, Object value, long seenAt, long now) {
        var before = sightings.get(key);
        if (before == null || !before.value.equals(value)) {
            sightings.put(key, new Sighting(value, seenAt));
            return 0;
        }
        return Math.max(0, now - before.since);
    }

    public void retain(Set<K> keys) {
        sightings.keySet().retainAll(keys);
    }

    private record Sighting(Object value, long since) {}
}
