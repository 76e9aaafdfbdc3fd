/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import io.atalaia.gateway.engine.limit.Policy;
import io.atalaia.platform.config.Range;
import java.time.Duration;

/**
 * The section {@code gateway.limits} of the configuration; conf/atalaia.yaml describes each key.
 *
 * @param connections the most that may be open at once
 * @param connectionsPerAddress of them those of one address
 * @param headers how long a request's headers may take to arrive
 * @param body how long a body may take after its headers
 * @param requests a second that one token, user, or address without either may make
 * @param burst the most of them at once after a rest
 * @param forwarded a second that each of those may have forwarded to services
 * @param forwardedBurst the most of them at once after a rest
 */
public record LimitsConfig(
        @Range(least = "10", most = "1000000") int connections,
        @Range(least = "1", most = "1000000") int connectionsPerAddress,
        @Range(least = "100ms", most = "5m") Duration headers,
        @Range(least = "100ms", most = "10m") Duration body,
        @Range(least = "1", most = "1000000") int requests,
        @Range(least = "1", most = "1000000") int burst,
        @Range(least = "1", most = "10000000") int forwarded,
        @Range(least = "1", most = "10000000") int forwardedBurst) {
    public LimitsConfig {
        if (connectionsPerAddress > connections) {
            throw new IllegalArgumentException("connectionsPerAddress must not be above connections");
        }
    }

    public Policy policy() {
        return new Policy(requests, burst);
    }

    /** Of requests to services. */
    public Policy forwardedPolicy() {
        return new Policy(forwarded, forwardedBurst);
    }

    /** The same with another number of connections in all. */
    public LimitsConfig with(int most) {
        return new LimitsConfig(
                most, Math.min(most, connectionsPerAddress), headers, body, requests, burst, forwarded, forwardedBurst);
    }
}
