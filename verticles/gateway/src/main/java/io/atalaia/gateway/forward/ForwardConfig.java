/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.atalaia.platform.config.ByteSize;
import io.atalaia.platform.config.Range;
import io.atalaia.platform.engine.Networks;
import java.time.Duration;
import java.util.List;

/**
 * The section {@code gateway.forward} of the configuration; conf/atalaia.yaml describes each key.
 *
 * @param port 0 takes any free one, -1 none
 * @param host empty means that of the gateway
 * @param threads event loops that forward
 * @param timeout until an answer begins
 * @param attempt until an idempotent request goes to another instance
 * @param idle how long a connection may be silent while something is under way
 * @param maxConnections of clients at once
 * @param leastWaiting requests that may always wait for the answers of one service at once
 * @param maxWaiting the most that ever may
 * @param maxPerInstance connections to one instance
 * @param authorities a PEM file of those who issue certificates to services of kind https; empty means those that Java knows
 * @param accessLog a file; empty means none
 */
public record ForwardConfig(
        String host,
        @Range(least = "-1", most = "65535") int port,
        @Range(least = "1", most = "64") int threads,
        @Range(least = "100ms", most = "1h") Duration timeout,
        @Range(least = "50ms", most = "1h") Duration attempt,
        @Range(least = "10ms", most = "1m") Duration connect,
        @Range(least = "1s", most = "1h") Duration idle,
        @Range(least = "1", most = "100000") int maxConnections,
        @Range(least = "1", most = "10000") int leastWaiting,
        @Range(least = "1", most = "100000") int maxWaiting,
        @Range(least = "1", most = "100000") int maxPerInstance,
        List<String> allowed,
        List<String> denied,
        String authorities,
        String accessLog,
        @Range(least = "1MiB", most = "16GiB") ByteSize maxLog) {

    public ForwardConfig {
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
        Networks.requireSound(allowed);
        Networks.requireSound(denied);
        if (maxWaiting < leastWaiting) {
            throw new IllegalArgumentException("maxWaiting must not be below leastWaiting");
        }
        if (idle.compareTo(timeout) < 0) {
            throw new IllegalArgumentException("idle must not be shorter than timeout");
        }
        if (attempt.compareTo(timeout) > 0) {
            throw new IllegalArgumentException("attempt must not be longer than timeout");
        }
    }

    /** What a service asks for can be no longer than a silent connection is kept. */
    long longestMillis() {
        return idle.toMillis();
    }

    public boolean none() {
        return port < 0;
    }

    /** Where an instance may be. */
    Networks networks() {
        return Networks.of(allowed, denied);
    }
}
