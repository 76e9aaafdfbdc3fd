/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.platform.access.Secrets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The tokens of {@code gateway.ingest.tokens}, which every node knows without asking. */
final class ConfiguredTokens {
    /**
     * Hashes instead of tokens: they lie in memory no longer than needed, and to look one up tells nothing of the others, since
     * nobody can choose a hash.
     */
    private final Map<String, String> names = new HashMap<>();

    /** @param tokens name to token */
    ConfiguredTokens(Map<String, String> tokens) {
        tokens.forEach((name, token) -> names.put(Secrets.hash(token), name));
    }

    Optional<String> nameOf(String hash) {
        return Optional.ofNullable(names.get(hash));
    }
}
