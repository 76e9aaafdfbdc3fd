/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The public keys of a provider (RFC 7517). What is no key for signatures that we know is left out. */
final class Keys {
    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST = 100;
    private final List<Key> all;

    /** @param id null where it has none; @param algorithm null where it may be used for all of its kind */
    record Key(String id, String algorithm, PublicKey key) {
        /** Whether a signature of this algorithm can be one of this key: an RSA key is no secret for an HMAC. */
        boolean fits(Algorithm wanted) {
            boolean kind = wanted.isRsa()
                    ? key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= LEAST_RSA_BITS
                    : key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() == wanted.curveBits();
            return kind && (algorithm == null || algorithm.equals(wanted.name()));
        }
    }

    private Keys(List<Key> all) {
        this.all = all;
    }

    static final Keys NONE = new Keys(List.of());

    /** @param set as the provider gives it */
    static Keys of(JsonObject set) {
        List<Key> keys = new ArrayList<>();
        for (Object one : set.getJsonArray("keys", new JsonArray())) {
            if (one instanceof JsonObject key && keys.size() < MOST && "sig".equals(key.getString("use", "sig"))) {
                try {
                    keys.add(new Key(key.getString("kid"), key.getString("alg"), read(key)));
                } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException unknown) {
                    // A kind that we do not know, of which a provider may have some.
                    continue;
                }
            }
        }
        return new Keys(keys);
    }

    /** Those that may have made a signature. @param id null when the signature does not say */
    List<PublicKey> that(String id, Algorithm algorithm) {
        return all.stream()
                .filter(key -> id == null || id.equals(key.id()))
                .filter(key -> key.fits(algorithm))
                .map(Key::key)
                .toList();
    }

    private static PublicKey read(JsonObject key) throws GeneralSecurityException {
        String kind = key.getString("kty", "");
        return switch (kind) {
            case "RSA" ->
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
            case "EC" -> curve(key);
            default -> throw new GeneralSecurityException("a key of the kind " + kind);
        };
    }

    private static PublicKey curve(JsonObject key) throws GeneralSecurityException {
        String curve =
                switch (key.getString("crv", "")) {
                    case "P-256" -> "secp256r1";
                    case "P-384" -> "secp384r1";
                    default -> throw new GeneralSecurityException("a curve that is not known");
                };
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(curve));
        var point = new ECPoint(number(key, "x"), number(key, "y"));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static BigInteger number(JsonObject key, String member) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.getString(member, "")));
    }
}
