/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import io.atalaia.platform.config.ByteSize;
import io.atalaia.platform.config.Range;
import io.atalaia.platform.config.Secret;
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
        @Range(least = "8MiB", most = "4GiB") ByteSize maxPending) {
    private static final int SHORTEST_TOKEN = 16;
    private static final int LONGEST_TOKEN = 512;

    public IngestConfig {
        tokens = Map.copyOf(tokens);
        List<String> problems = problems(tokens);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
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
                + "]";
    }
}
