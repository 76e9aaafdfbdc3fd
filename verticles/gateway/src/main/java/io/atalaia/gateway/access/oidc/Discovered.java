/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import io.atalaia.gateway.access.oidc.Refused.Why;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A provider that told of itself (OpenID Connect Discovery 1.0). Nothing is sent but to places that are encrypted. vertx-auth-oauth2
 * makes the address for browsers and checks signatures; it never asks anything by itself.
 */
final class Discovered {
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";
    /** The library looks at the machine's clock; IdToken looks at times by the minute, and at ours. */
    private static final int LIBRARY_LEEWAY_SECONDS = 86_400;

    private static final List<String> SCOPES = List.of("openid", "profile", "email");

    private final Vertx vertx;
    private final OidcConfig config;
    private final Questions questions;
    private final JsonObject told;
    private final String pages;
    private final String tokens;
    private final String keys;
    /** With the keys that are known by now. */
    private OAuth2Auth library;

    private Discovered(Vertx vertx, OidcConfig config, Questions questions, JsonObject told) {
        this.vertx = vertx;
        this.config = config;
        this.questions = questions;
        this.told = told;
        if (!config.issuer().equals(told.getValue("issuer"))) {
            throw new Refused(Why.PROVIDER, "the provider's document is of another issuer");
        }
        pages = place("authorization_endpoint");
        tokens = place("token_endpoint");
        keys = place("jwks_uri");
    }

    /** Asks a provider for what it tells and for its keys; fails when it is another, or not to be trusted. */
    static Future<Discovered> ask(Vertx vertx, OidcConfig config) {
        return Future.succeededFuture(config)
                .map(now -> new Questions(vertx, config))
                .compose(questions -> questions
                        .get(config.issuer().replaceAll("/$", "") + WELL_KNOWN)
                        .map(told -> new Discovered(vertx, config, questions, told))
                        .compose(found -> found.keys().map(found))
                        .onFailure(cause -> questions.close()));
    }

    private String place(String member) {
        if (told.getValue(member) instanceof String address && OidcConfig.isSafe(address)) {
            return address;
        }
        throw new Refused(Why.PROVIDER, "the provider's document has no " + member + " with https://");
    }

    /** Asks for the keys, and believes those from now on. */
    Future<Void> keys() {
        return questions.get(keys).map(published -> {
            var before = library;
            library = OAuth2Auth.create(vertx, options().setJwks(Keys.believed(published)));
            if (before != null) {
                before.close();
            }
            return null;
        });
    }

    private OAuth2Options options() {
        // Without places for introspection and user info, to which the library would send tokens that it cannot read.
        return new OAuth2Options()
                .setSite(config.issuer())
                .setClientId(config.clientId())
                .setAuthorizationPath(pages)
                .setTokenPath(tokens)
                .setJWTOptions(
                        new JWTOptions().setLeeway(LIBRARY_LEEWAY_SECONDS).setIssuer(config.issuer()));
    }

    /** Where browsers are sent to log in. @param callback ours, to which they come back */
    String address(Asking asking, String callback) {
        String made = library.authorizeURL(new OAuth2AuthorizationURL()
                .setScopes(SCOPES)
                .setRedirectUri(callback)
                .setState(asking.state())
                .setCodeChallenge(asking.challenge())
                .setCodeChallengeMethod("S256")
                .putAdditionalParameter("nonce", asking.nonce()));
        // The library puts a question mark even behind a place that has one.
        return pages + (pages.contains("?") ? "&" : "?") + made.substring(pages.length() + 1);
    }

    /** What the provider gives for a code (RFC 6749, section 4.1.3). @param secret of this client; empty for none */
    Future<JsonObject> exchange(String secret, String code, String callback, String verifier) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", callback);
        form.put("code_verifier", verifier);
        boolean inHeader = !secret.isEmpty() && config.clientAuthentication().by(told) == ClientAuthentication.BASIC;
        if (!inHeader) {
            form.put("client_id", config.clientId());
        }
        if (!inHeader && !secret.isEmpty()) {
            form.put("client_secret", secret);
        }
        return questions.post(tokens, inHeader ? basic(secret) : "", encoded(form));
    }

    /** Both encoded like a form before they are joined (RFC 6749, section 2.3.1). */
    private String basic(String secret) {
        String both = encoded(config.clientId()) + ":" + encoded(secret);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The claims of a token whose signature is one of the keys that are known by now; fails otherwise. */
    Future<JsonObject> verified(String token) {
        return library.authenticate(new TokenCredentials(token))
                .map(user -> user.attributes().getJsonObject("accessToken"));
    }

    void close() {
        questions.close();
        if (library != null) {
            library.close();
        }
    }
}
