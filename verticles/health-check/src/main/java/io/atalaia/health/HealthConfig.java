/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health;

import io.atalaia.platform.config.Range;
import java.time.Duration;

/**
 * @param every how often each service is asked
 * @param patience how long its answer may take
 * @param fall so many failures in a row make a service failing
 * @param rise so many answers in a row make it passing again
 */
public record HealthConfig(
        @Range(least = "100ms", most = "10m") Duration every,
        @Range(least = "10ms", most = "1m") Duration patience,
        @Range(least = "1", most = "100") int fall,
        @Range(least = "1", most = "100") int rise) {

    public HealthConfig {
        if (patience.compareTo(every) > 0) {
            throw new IllegalArgumentException("patience must not be longer than every");
        }
    }
}
