/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import io.atalaia.platform.config.ByteSize;
import io.atalaia.platform.config.Range;
import io.atalaia.platform.config.Secret;
import io.atalaia.platform.spool.SpoolConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The section {@code gateway.ingest} of the configuration: who may send samples, and how much at once.
 *
 * @param tokens name to token; agents' streams are refused without one of them
 * @param maxAgents the most streams at once
 * @param maxPending the most bytes of blocks that wait for storage at once
 */
public record IngestConfig(
        @Secret Map<String, String> tokens,
        @Range(least = "0", most = "20000") int maxAgents,
        @Range(least = "8MiB", most = "4GiB") ByteSize maxPending,
        GuestLimits guests,
        Keeping spool,
        Lines lines) {
    private static final int SHORTEST_TOKEN = 16;
    private static final int LONGEST_TOKEN = 512;

    public IngestConfig {
        tokens = Map.copyOf(tokens);
        List<String> problems = problems(tokens);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /**
     * What one guest, a program that sends single samples, may cost.
     *
     * @param most guests that are known at once
     * @param series of one guest
     * @param rate values a second of one guest
     */
    public record GuestLimits(
            @Range(least = "1", most = "10000") int most,
            @Range(least = "1", most = "10000") int series,
            @Range(least = "1", most = "100000") int rate) {}

    /** How much of what guests sent is kept on disk until storage has it. */
    public record Keeping(
            @Range(least = "1MiB", most = "64GiB") ByteSize maxBytes,
            @Range(least = "10m", most = "30d") Duration maxAge) {
        /** Every group of samples is synced on its own, so that the spool's own interval does not matter. */
        SpoolConfig spool() {
            return new SpoolConfig(maxBytes, maxAge, Duration.ofMinutes(1));
        }
    }

    /**
     * JSON lines over TCP, on the gateway's host.
     *
     * @param port 0 takes any free one, -1 none
     */
    public record Lines(
            @Range(least = "-1", most = "65535") int port,
            @Range(least = "1", most = "100000") int maxConnections,
            @Range(least = "256B", most = "1MiB") ByteSize maxLine) {
        public boolean none() {
            return port < 0;
        }
    }

    /** In the words of rules; never with a token in them. */
    private static List<String> problems(Map<String, String> tokens) {
        var problems = new ArrayList<String>();
        var owners = new HashMap<String, String>();
        new TreeMap<>(tokens).forEach((name, token) -> {
            String other = owners.putIfAbsent(token, name);
            if (token.length() < SHORTEST_TOKEN || token.length() > LONGEST_TOKEN) {
                problems.add("tokens." + name + " must have " + SHORTEST_TOKEN + " to " + LONGEST_TOKEN + " signs");
            } else if (!token.chars().allMatch(sign -> sign > ' ' && sign <= '~')) {
                problems.add("tokens." + name + " must consist of visible ASCII signs without spaces");
            } else if (other != null) {
                problems.add("tokens." + name + " is the same token as tokens." + other);
            }
        });
        return problems;
    }

    /** Without the tokens: secrets never print. */
    @Override
    public String toString() {
        return "IngestConfig[tokens=" + tokens.keySet() + ", maxAgents=" + maxAgents + ", maxPending=" + maxPending
                + ", guests=" + guests + ", spool=" + spool + ", lines=" + lines + "]";
    }
}
