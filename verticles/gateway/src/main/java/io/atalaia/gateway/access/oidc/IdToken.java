/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import io.atalaia.gateway.access.oidc.Refused.Why;
import io.atalaia.platform.access.Secrets;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a provider says of somebody who logged in there, believed only after every check that OpenID Connect Core 1.0 asks for in
 * section 3.1.3.7.
 */
final class IdToken {
    /** By how much the provider's clock and ours may differ. */
    static final long LEEWAY_SECONDS = 60;

    private static final int LONGEST = 64 * 1024;
    private static final int LONGEST_SUBJECT = 255;

    private final String text;
    private final String[] parts;
    private final JsonObject head;
    private final JsonObject claims;

    /** @param nonce what was sent with the question */
    record Expected(String issuer, String clientId, String nonce, long nowSeconds) {}

    private IdToken(String text) {
        this.text = text;
        parts = text.split("\\.", -1);
        if (text.length() > LONGEST || parts.length != 3) {
            throw wrong("is no signed token");
        }
        head = json(parts[0]);
        claims = json(parts[1]);
    }

    /** @throws Refused when it cannot be one */
    static IdToken read(String text) {
        if (text == null) {
            throw wrong("is missing");
        }
        return new IdToken(text);
    }

    private static Refused wrong(String what) {
        return new Refused(Why.PROVIDER, "the provider's ID token " + what);
    }

    private static JsonObject json(String part) {
        try {
            return new JsonObject(new String(decoded(part), StandardCharsets.UTF_8));
        } catch (DecodeException | ClassCastException e) {
            throw wrong("cannot be read");
        }
    }

    private static byte[] decoded(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw wrong("cannot be read");
        }
    }

    /** Null when it does not say. */
    String keyId() {
        return head.getValue("kid") instanceof String id ? id : null;
    }

    /** @throws Refused when the signature's kind is none that is believed */
    Algorithm algorithm() {
        Object named = head.getValue("alg");
        if (head.containsKey("crit")) {
            throw wrong("needs what is not known here");
        }
        return Algorithm.of(String.valueOf(named)).orElseThrow(() -> wrong("is signed in a way that is not believed"));
    }

    /**
     * Its claims, all checked.
     *
     * @throws Refused when one is wrong, or the signature is none of these keys
     */
    JsonObject claims(Keys keys, Expected expected) {
        byte[] signed =
                text.substring(0, parts[0].length() + 1 + parts[1].length()).getBytes(StandardCharsets.US_ASCII);
        byte[] signature = decoded(parts[2]);
        var algorithm = algorithm();
        if (keys.that(keyId(), algorithm).stream().noneMatch(key -> algorithm.signed(key, signed, signature))) {
            throw wrong("is signed by none of its keys");
        }
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
        return claims;
    }

    private void checkAudience(String clientId) {
        Object audience = claims.getValue("aud");
        boolean ours = audience instanceof JsonArray many ? many.contains(clientId) : clientId.equals(audience);
        boolean forOthersToo = audience instanceof JsonArray many && many.size() > 1;
        Object party = claims.getValue("azp");
        if (!ours || (forOthersToo || party != null) && !clientId.equals(party)) {
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
