/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import io.atalaia.gateway.House;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A provider in this process, which says what a test wants it to. */
public final class StubProvider {
    public static final String CLIENT = "atalaia";
    public static final KeyPair KEYS = keys();
    private static final KeyPair OTHER = keys();

    public final String issuer;
    /** What the browser was sent with. */
    private MultiMap asked;

    /** What it says of who logs in, beside what every ID token has. */
    public volatile JsonObject person = new JsonObject()
            .put("sub", "1001")
            .put("preferred_username", "Ana")
            .put("groups", new JsonArray().add("staff").add("admins"));

    /** What it changes at the claims before it signs them. */
    public volatile UnaryOperator<JsonObject> change = claims -> claims;
    /** How it signs: the algorithm's name, or a trick. */
    public volatile String signs = "RS256";

    public volatile int answersWith = 200;
    public volatile String document = "";
    private long now;

    public StubProvider(Vertx vertx) {
        int port = House.wait(
                        vertx.createHttpServer().requestHandler(this::serve).listen(0, "127.0.0.1"))
                .actualPort();
        issuer = "http://127.0.0.1:" + port + "/realm";
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody logs in there who was sent to this address: the query with which the browser comes back. */
    public String logIn(String address, long nowMillis) {
        now = nowMillis / 1_000;
        asked = MultiMap.caseInsensitiveMultiMap();
        for (String pair : address.substring(address.indexOf('?') + 1).split("&")) {
            String[] parts = pair.split("=", 2);
            asked.add(parts[0], java.net.URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return "?code=the-code&state=" + asked.get("state");
    }

    public MultiMap asked() {
        return asked;
    }

    private void serve(HttpServerRequest request) {
        switch (request.path()) {
            case "/realm/.well-known/openid-configuration" -> request.response().end(discovery());
            case "/realm/keys" ->
                request.response()
                        .end(new JsonObject()
                                .put("keys", new JsonArray().add(key()))
                                .encode());
            case "/realm/token" -> {
                request.setExpectMultipart(true);
                request.endHandler(read -> token(request));
            }
            default -> request.response().setStatusCode(404).end();
        }
    }

    private String discovery() {
        return document.isEmpty()
                ? new JsonObject()
                        .put("issuer", issuer)
                        .put("authorization_endpoint", issuer + "/authorize")
                        .put("token_endpoint", issuer + "/token")
                        .put("jwks_uri", issuer + "/keys")
                        .encode()
                : document;
    }

    private static JsonObject key() {
        var key = (RSAPublicKey) KEYS.getPublic();
        return new JsonObject()
                .put("kty", "RSA")
                .put("kid", "k1")
                .put("use", "sig")
                .put("n", encoded(unsigned(key.getModulus())))
                .put("e", encoded(unsigned(key.getPublicExponent())));
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private void token(HttpServerRequest request) {
        var form = request.formAttributes();
        boolean right = "the-code".equals(form.get("code"))
                && asked.get("redirect_uri").equals(form.get("redirect_uri"))
                && asked.get("code_challenge").equals(challenge(form.get("code_verifier")));
        request.response()
                .setStatusCode(right ? answersWith : 400)
                .end(new JsonObject()
                        .put("access_token", "x")
                        .put("id_token", idToken())
                        .encode());
    }

    private static String challenge(String verifier) {
        try {
            return encoded(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String idToken() {
        var claims = person.copy()
                .put("iss", issuer)
                .put("aud", CLIENT)
                .put("nonce", asked.get("nonce"))
                .put("iat", now)
                .put("exp", now + 300);
        String named =
                signs.equals("HS256 with the public key") ? "HS256" : signs.equals("another key") ? "RS256" : signs;
        var head = new JsonObject().put("alg", named).put("kid", "k1");
        String text = encoded(head.encode().getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(change.apply(claims).encode().getBytes(StandardCharsets.UTF_8));
        return text + "." + encoded(signature(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] signature(byte[] text) {
        try {
            switch (signs) {
                case "none", "None" -> {
                    return new byte[0];
                }
                case "HS256 with the public key" -> {
                    var mac = Mac.getInstance("HmacSHA256");
                    mac.init(new SecretKeySpec(KEYS.getPublic().getEncoded(), "HmacSHA256"));
                    return mac.doFinal(text);
                }
                default -> {
                    var signature = Signature.getInstance("SHA256withRSA");
                    signature.initSign((signs.equals("another key") ? OTHER : KEYS).getPrivate());
                    signature.update(text);
                    return signature.sign();
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
