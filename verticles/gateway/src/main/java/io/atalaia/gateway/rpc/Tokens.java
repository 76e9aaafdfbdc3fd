/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Knows the tokens with which agents may connect; how long a check takes tells nothing about them. */
final class Tokens {
    private static final String SCHEME = "Bearer ";

    /** Digests instead of tokens: they have one length, and the tokens themselves lie in memory no longer than needed. */
    private final Map<String, byte[]> digests = new LinkedHashMap<>();

    /** @param tokens name to token */
    Tokens(Map<String, String> tokens) {
        tokens.forEach((name, token) -> digests.put(name, digest(token)));
    }

    boolean none() {
        return digests.isEmpty();
    }

    /**
     * The name of the token that was presented.
     *
     * @param authorization the value of the metadata {@code authorization}; null when there is none
     */
    Optional<String> nameOf(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        byte[] presented = digest(authorization.substring(SCHEME.length()).strip());
        String found = null;
        for (Map.Entry<String, byte[]> known : digests.entrySet()) {
            if (MessageDigest.isEqual(known.getValue(), presented)) {
                found = known.getKey();
            }
        }
        return Optional.ofNullable(found);
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
