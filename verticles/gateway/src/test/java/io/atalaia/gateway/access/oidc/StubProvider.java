/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import io.atalaia.gateway.House;
import io.atalaia.tests.support.TestCertificates;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A provider in this process, which says what a test wants it to. */
public final class StubProvider {
    public static final String CLIENT = "atalaia";
    public static final KeyPair KEYS = keys();
    private static final KeyPair OTHER = keys();
    /** Published with its keys, as no provider should. */
    private static final byte[] SHARED = "a secret that is none, and long enough".getBytes(StandardCharsets.US_ASCII);

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
    /** What it changes at what it tells of itself. */
    public volatile UnaryOperator<JsonObject> told = document -> document;
    /** With which it signs from now on, and its name. */
    public volatile KeyPair keys = KEYS;

    public volatile String keyId = "k1";
    /** How the gateway showed who it is: in the header, and in the form. */
    public volatile String authorization = "";

    public volatile MultiMap form;
    private String authorities = "";

    private long now;

    public StubProvider(Vertx vertx) {
        issuer = "http://127.0.0.1:" + port(vertx, new HttpServerOptions()) + "/realm";
    }

    /** With a certificate of an authority that Java does not trust, and that its configuration names. @param folder for them */
    public StubProvider(Vertx vertx, Path folder) {
        var certificate = new PemKeyCertOptions()
                .addCertPath(TestCertificates.write("gateway.pem", folder).toString())
                .addKeyPath(TestCertificates.write("gateway.key", folder).toString());
        var options = new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate);
        authorities = TestCertificates.write("authority.pem", folder).toString();
        issuer = "https://localhost:" + port(vertx, options) + "/realm";
    }

    private int port(Vertx vertx, HttpServerOptions options) {
        return House.wait(vertx.createHttpServer(options)
                        .requestHandler(this::serve)
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }

    /** Of a gateway where people log in with it. @param secretFile with the client's secret; empty for none */
    OidcConfig config(String secretFile) {
        var roles = new OidcConfig.Roles("groups", List.of("admins"), List.of("ops"), List.of("staff"));
        return new OidcConfig(
                issuer, "Our company", CLIENT, secretFile, ClientAuthentication.AUTO, "", authorities, roles);
    }

    public static KeyPair keys() {
        return keys(2_048);
    }

    public static KeyPair keys(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
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
            case "/realm/.well-known/openid-configuration" -> send(request, 200, told.apply(discovery()));
            case "/realm/keys" ->
                send(
                        request,
                        200,
                        new JsonObject().put("keys", new JsonArray().add(key()).add(shared())));
            case "/realm/token" -> {
                request.setExpectMultipart(true);
                request.endHandler(read -> token(request));
            }
            default -> request.response().setStatusCode(404).end();
        }
    }

    private static void send(HttpServerRequest request, int status, JsonObject answer) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(answer.encode());
    }

    private JsonObject discovery() {
        return new JsonObject()
                .put("issuer", issuer)
                .put("authorization_endpoint", issuer + "/authorize")
                .put("token_endpoint", issuer + "/token")
                .put("jwks_uri", issuer + "/keys");
    }

    private static JsonObject shared() {
        return new JsonObject()
                .put("kty", "oct")
                .put("kid", "s1")
                .put("alg", "HS256")
                .put("k", encoded(SHARED));
    }

    /** Its key, as it publishes it. */
    JsonObject key() {
        var key = (RSAPublicKey) keys.getPublic();
        return new JsonObject()
                .put("kty", "RSA")
                .put("kid", keyId)
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
        authorization = request.getHeader("Authorization");
        this.form = form;
        var answer = new JsonObject().put("access_token", "x");
        if (!signs.equals("no token at all")) {
            answer.put("id_token", idToken());
        }
        send(request, right ? answersWith : 400, answer);
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
        String named = signs.startsWith("HS256") ? "HS256" : signs.equals("another key") ? "RS256" : signs;
        String id = signs.equals("HS256 with a published secret") ? "s1" : keyId;
        var head = new JsonObject().put("alg", named).put("kid", id);
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
                    return mac(keys.getPublic().getEncoded(), text);
                }
                case "HS256 with a published secret" -> {
                    return mac(SHARED, text);
                }
                default -> {
                    var signature = Signature.getInstance("SHA256withRSA");
                    signature.initSign((signs.equals("another key") ? OTHER : keys).getPrivate());
                    signature.update(text);
                    return signature.sign();
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] mac(byte[] secret, byte[] text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
