/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import io.atalaia.discovery.dns.engine.Domain;
import io.atalaia.platform.config.Range;
import java.time.Duration;

/**
 * The section {@code discovery.dns} of the configuration.
 *
 * @param port of UDP and TCP; 0 takes any free one, -1 none
 * @param domain the names end with it
 * @param threads that answer; a thread each, beside Vert.x's own
 * @param maxConnections the most TCP connections at once; one more is closed at once
 * @param idle a TCP connection without a question for so long is closed
 * @param answersPerSecond to one address outside this machine over UDP; 0 for no bound
 */
public record DnsConfig(
        String host,
        @Range(least = "-1", most = "65535") int port,
        String domain,
        @Range(least = "1", most = "16") int threads,
        @Range(least = "1", most = "10000") int maxConnections,
        @Range(least = "100ms", most = "5m") Duration idle,
        @Range(least = "0", most = "1000000") int answersPerSecond) {
    /** Leaves room for the longest names in front. */
    private static final int LONGEST_DOMAIN = 64;

    public DnsConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be empty; 127.0.0.1 is this machine alone");
        }
        if (domain.length() > LONGEST_DOMAIN || !domain.matches("[a-z0-9-]+(\\.[a-z0-9-]+)*")) {
            throw new IllegalArgumentException("domain must be a domain's name in lower case of at most "
                    + LONGEST_DOMAIN + " signs, such as atalaia or atalaia.example.com");
        }
        Domain ignored = new Domain(domain);
    }

    public boolean none() {
        return port < 0;
    }
}
