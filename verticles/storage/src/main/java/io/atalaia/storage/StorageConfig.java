/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage;

import io.atalaia.platform.config.ByteSize;
import io.atalaia.platform.config.Range;
import io.atalaia.platform.config.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The section {@code storage} of the configuration.
 *
 * @param packEvery how often what has been sealed is packed into hours, and what is too old removed
 * @param minFree what has to stay free on the database's disk; with less no blocks are taken
 */
public record StorageConfig(
        Mongo mongo,
        @Range(least = "1s", most = "1h") Duration packEvery,
        @Range(least = "0B", most = "1024GiB") ByteSize minFree,
        Retention retention) {

    /**
     * @param uri empty means the embedded database of this process
     * @param database the name of the database
     */
    public record Mongo(@Secret String uri, String database) {}

    /**
     * How long what is kept.
     *
     * @param raw every sample
     * @param minute the figures of each minute
     * @param fiveMinutes the figures of each five minutes
     * @param hour the figures of each hour
     * @param processes the busiest processes
     * @param events changes of state, starts and stops, gaps
     */
    public record Retention(
            @Range(least = "3h", most = "366d") Duration raw,
            @Range(least = "1d", most = "3660d") Duration minute,
            @Range(least = "1d", most = "3660d") Duration fiveMinutes,
            @Range(least = "1d", most = "3660d") Duration hour,
            @Range(least = "3h", most = "366d") Duration processes,
            @Range(least = "1d", most = "3660d") Duration events) {
        public Retention {
            requireLonger("minute", minute, "raw", raw);
            requireLonger("fiveMinutes", fiveMinutes, "minute", minute);
            requireLonger("hour", hour, "fiveMinutes", fiveMinutes);
        }

        /** How long each tier is kept, by its name as it is told. */
        Map<String, Duration> tiers() {
            Map<String, Duration> tiers = new LinkedHashMap<>();
            tiers.put("raw", raw);
            tiers.put("1m", minute);
            tiers.put("5m", fiveMinutes);
            tiers.put("1h", hour);
            tiers.put("processes", processes);
            tiers.put("events", events);
            return tiers;
        }

        private static void requireLonger(String coarse, Duration kept, String fine, Duration least) {
            if (kept.compareTo(least) < 0) {
                throw new IllegalArgumentException("retention." + coarse + " has to be at least retention." + fine);
            }
        }
    }
}
