/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import io.atalaia.gateway.access.oidc.Refused.Why;
import io.atalaia.platform.access.Secrets;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Set;

/**
 * What OpenID Connect Core 1.0 asks for in section 3.1.3.7 beside the signature, which the library has found to be one of the
 * provider's keys. The library lets pass what says nothing of its issuer's clients, its times or whom it is about, never looks at a
 * nonce, and believes shared secrets where a provider publishes one.
 */
final class IdToken {
    /** By how much the provider's clock and ours may differ. */
    private static final int LEEWAY_SECONDS = 60;

    private static final int LONGEST = 64 * 1024;
    private static final int LONGEST_SUBJECT = 255;
    /** Without {@code none}, and without those whose key verifies and signs alike. */
    private static final Set<String> BELIEVED = Set.of("RS256", "RS384", "RS512", "PS256", "ES256", "ES384");

    private final JsonObject claims;

    /** @param nonce what was sent with the question */
    record Expected(String issuer, String clientId, String nonce, long nowSeconds) {}

    private IdToken(JsonObject claims) {
        this.claims = claims;
    }

    /**
     * The token, if what it says of its own signature can be believed.
     *
     * @param said in the provider's answer; null when nothing was
     * @throws Refused when it is no token, or signed in another way
     */
    static String signed(Object said) {
        if (!(said instanceof String token)) {
            throw wrong("is missing");
        }
        String[] parts = token.split("\\.", -1);
        if (token.length() > LONGEST || parts.length != 3) {
            throw wrong("is no signed token");
        }
        var head = head(parts[0]);
        if (head.containsKey("crit")) {
            throw wrong("needs what is not known here");
        }
        if (!(head.getValue("alg") instanceof String algorithm) || !BELIEVED.contains(algorithm)) {
            throw wrong("is signed in a way that is not believed");
        }
        return token;
    }

    private static JsonObject head(String part) {
        try {
            return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(part)));
        } catch (DecodeException | IllegalArgumentException | ClassCastException e) {
            throw wrong("cannot be read");
        }
    }

    static Refused wrong(String what) {
        return new Refused(Why.PROVIDER, "the provider's ID token " + what);
    }

    /**
     * The same claims, all checked.
     *
     * @param claims of a token whose signature was verified
     * @throws Refused when one is wrong
     */
    static JsonObject checked(JsonObject claims, Expected expected) {
        new IdToken(claims).check(expected);
        return claims;
    }

    private void check(Expected expected) {
        if (!expected.issuer().equals(claims.getValue("iss"))) {
            throw wrong("is another issuer's");
        }
        checkAudience(expected.clientId());
        checkTimes(expected.nowSeconds());
        if (!(claims.getValue("nonce") instanceof String nonce) || !Secrets.same(nonce, expected.nonce())) {
            throw wrong("answers another question");
        }
        if (!(claims.getValue("sub") instanceof String subject)
                || subject.isBlank()
                || subject.length() > LONGEST_SUBJECT) {
            throw wrong("is about nobody");
        }
    }

    private void checkAudience(String clientId) {
        Object audience = claims.getValue("aud");
        boolean ours = audience instanceof JsonArray many ? many.contains(clientId) : clientId.equals(audience);
        boolean forOthersToo = audience instanceof JsonArray many && many.size() > 1;
        Object party = claims.getValue("azp");
        boolean another = (forOthersToo || party != null) && !clientId.equals(party);
        if (!ours || another) {
            throw wrong("is for somebody else");
        }
    }

    private void checkTimes(long now) {
        long ends = seconds("exp");
        long made = seconds("iat");
        long begins = claims.containsKey("nbf") ? seconds("nbf") : made;
        if (now >= ends + LEEWAY_SECONDS) {
            throw wrong("has expired");
        }
        if (made > now + LEEWAY_SECONDS || begins > now + LEEWAY_SECONDS) {
            throw wrong("is of the future");
        }
    }

    private long seconds(String claim) {
        if (claims.getValue(claim) instanceof Number at) {
            return at.longValue();
        }
        throw wrong("has no time in '" + claim + "'");
    }
}
