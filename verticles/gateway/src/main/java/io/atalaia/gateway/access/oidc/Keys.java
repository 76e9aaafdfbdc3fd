/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which of the keys that a provider publishes (RFC 7517) are believed. */
final class Keys {
    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
    /** RFC 7518, sections 3.3 and 3.5: shorter ones must not be used with any algorithm that is believed here. Bits. */
    static final int SHORTEST_RSA = 2_048;

    private static final Set<String> SIGNING = Set.of("RSA", "EC");

    private Keys() {}

    /** Without secrets, without RSA keys that are too short, and without certificates, whose keys the library would take instead. */
    static List<JsonObject> believed(JsonObject published) {
        if (!(published.getValue("keys") instanceof JsonArray keys)) {
            throw new IllegalStateException("it publishes no keys");
        }
        return keys.stream()
                .filter(JsonObject.class::isInstance)
                .map(key -> ((JsonObject) key).copy())
                .filter(key -> key.getValue("kty") instanceof String kind && SIGNING.contains(kind))
                .filter(Keys::longEnough)
                .peek(key -> key.remove("x5c"))
                .toList();
    }

    private static boolean longEnough(JsonObject key) {
        if (!"RSA".equals(key.getValue("kty"))) {
            return true;
        }
        int bits = bits(key.getValue("n"));
        if (bits < SHORTEST_RSA) {
            LOG.atWarn()
                    .addKeyValue("key", String.valueOf(key.getValue("kid")))
                    .addKeyValue("bits", bits)
                    .addKeyValue("least", SHORTEST_RSA)
                    .log("an RSA key of the provider is too short: what it signs is refused");
        }
        return bits >= SHORTEST_RSA;
    }

    /** 0 when it is no number. */
    private static int bits(Object modulus) {
        try {
            return modulus instanceof String text
                    ? new BigInteger(1, Base64.getUrlDecoder().decode(text)).bitLength()
                    : 0;
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }
}
