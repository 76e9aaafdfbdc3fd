/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery;

import io.atalaia.discovery.dns.DnsConfig;
import io.atalaia.discovery.text.TextConfig;
import io.atalaia.platform.config.Range;
import java.time.Duration;
import java.util.Set;

/** @param every how often the registrations of all nodes are read */
public record DiscoveryConfig(@Range(least = "100ms", most = "1m") Duration every, DnsConfig dns, TextConfig text) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    /**
     * Whoever reaches DNS or the text protocol reads which services run where.
     *
     * @throws IllegalArgumentException when others can reach one of them and the operator did not allow that
     */
    public void checkExposure(boolean insecure) {
        check("discovery.dns.host", dns.host(), dns.none() || insecure);
        check("discovery.text.host", text.host(), text.none() || insecure);
    }

    private static void check(String key, String host, boolean allowed) {
        if (!allowed && !LOOPBACK.contains(host)) {
            throw new IllegalArgumentException(key + " is " + host
                    + ", which others can reach, and there is no login and no encryption yet:"
                    + " choose 127.0.0.1, or allow it with --insecure");
        }
    }
}
