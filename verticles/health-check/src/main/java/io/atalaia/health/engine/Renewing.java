/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether services renew what they have to renew: by whether a count moves before this node's eyes, so that no clock is compared
 * with another. Nanoseconds; for one thread.
 */
public final class Renewing {
    private final Map<String, Sight> sights = new HashMap<>();

    /** @param moved whether it was seen to move, ever */
    private record Sight(long count, long at, boolean moved) {}

    /**
     * @param sent when the question for the count was sent
     * @param came when the count came
     * @param lasts for how long a renewal lasts
     * @return nothing as long as nothing can be told
     */
    public Optional<Outcome> see(String key, long count, long sent, long came, long lasts) {
        var before = sights.get(key);
        if (before == null) {
            sights.put(key, new Sight(count, came, false));
            return Optional.empty();
        }
        if (before.count != count) {
            sights.put(key, new Sight(count, came, true));
            return Optional.of(Outcome.renewed());
        }
        if (sent - before.at >= lasts) {
            return Optional.of(Outcome.lapsed("it was not renewed for " + lasts / 1_000_000_000 + " s"));
        }
        return before.moved ? Optional.of(Outcome.renewed()) : Optional.empty();
    }

    public void retain(Set<String> keys) {
        sights.keySet().retainAll(keys);
    }

    /** While counts could not be read nobody could renew: everyone gets the whole time again. */
    public void couldNotSee() {
        sights.clear();
    }
}
