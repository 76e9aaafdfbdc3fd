/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.text;

import io.atalaia.platform.config.Range;
import io.atalaia.platform.config.Secret;

/**
 * The section {@code discovery.text} of the configuration.
 *
 * @param port of UDP; 0 takes any free one, -1 none
 * @param key that signs writes from other machines; empty means that they are refused
 * @param answersPerSecond to one address outside this machine; 0 for no bound
 */
public record TextConfig(
        String host,
        @Range(least = "-1", most = "65535") int port,
        @Secret String key,
        @Range(least = "0", most = "100000") int answersPerSecond) {
    private static final int SHORTEST_KEY = 16;

    public TextConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be empty; 127.0.0.1 is this machine alone");
        }
        if (!key.isEmpty() && key.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException("key must have at least " + SHORTEST_KEY + " signs");
        }
    }

    public boolean none() {
        return port < 0;
    }

    /** Without the key: secrets never print. */
    @Override
    public String toString() {
        return "TextConfig[host=" + host + ", port=" + port + ", key=" + (key.isEmpty() ? "none" : "set")
                + ", answersPerSecond=" + answersPerSecond + "]";
    }
}
