/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health;

import io.atalaia.platform.config.Range;
import io.atalaia.platform.engine.Networks;
import java.time.Duration;
import java.util.List;

/**
 * @param every how often each role is asked
 * @param patience how long its answer may take
 * @param fall so many failures in a row make an instance failing
 * @param rise so many answers in a row make it passing again
 * @param ghostsAfter registrations that fail for so long are removed
 * @param allowed networks, as 10.0.0.0/8, into which checks of registrations may go; none means any
 * @param denied networks into which they may not
 */
public record HealthConfig(
        @Range(least = "100ms", most = "10m") Duration every,
        @Range(least = "10ms", most = "1m") Duration patience,
        @Range(least = "1", most = "100") int fall,
        @Range(least = "1", most = "100") int rise,
        @Range(least = "1m", most = "365d") Duration ghostsAfter,
        List<String> allowed,
        List<String> denied) {

    public HealthConfig {
        if (patience.compareTo(every) > 0) {
            throw new IllegalArgumentException("patience must not be longer than every");
        }
        allowed = networks("allowed", allowed);
        denied = networks("denied", denied);
    }

    private static List<String> networks(String key, List<String> texts) {
        try {
            Networks.requireSound(texts);
            return List.copyOf(texts);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    /** Where checks may go. */
    public Networks networks() {
        return Networks.of(allowed, denied);
    }
}
