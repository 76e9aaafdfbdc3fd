/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import io.atalaia.gateway.access.oidc.Refused.Why;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A provider that told of itself (OpenID Connect Discovery 1.0), as vertx-auth-oauth2 talks with it: without redirects, with little
 * patience, and sending nothing but to places that are encrypted. How long its answers are is not bounded, as the library reads them
 * whole: a provider says who comes in here, and could do worse.
 */
final class Discovered {
    static final int PATIENCE_SECONDS = 5;
    private static final List<String> SCOPES = List.of("openid", "profile", "email");

    private final OAuth2Auth library;
    /** The library reads them with each question. */
    private final OAuth2Options options;

    private Discovered(OAuth2Auth library, OAuth2Options options) {
        this.library = library;
        this.options = options;
    }

    /** Asks a provider for what it tells and for its keys; fails when it is another, or not to be trusted. */
    static Future<Discovered> ask(Vertx vertx, OidcConfig config) {
        var options = options(config);
        var discovering = Future.succeededFuture().compose(now -> OpenIDConnectAuth.discover(vertx, options));
        return within(discovering)
                .onFailure(late -> discovering.onSuccess(OAuth2Auth::close))
                .map(library -> {
                    var found = new Discovered(library, options);
                    try {
                        found.check(config.issuer());
                    } catch (Refused another) {
                        found.close();
                        throw another;
                    }
                    return found;
                });
    }

    private static OAuth2Options options(OidcConfig config) {
        var http = new HttpClientOptions()
                .setVerifyHost(true)
                .setConnectTimeout(PATIENCE_SECONDS * 1_000)
                .setIdleTimeout(PATIENCE_SECONDS);
        if (!config.authorities().isEmpty()) {
            http.setTrustOptions(new PemTrustOptions().addCertPath(config.authorities()));
        }
        return new OAuth2Options()
                .setSite(config.issuer())
                .setClientId(config.clientId())
                .setJWTOptions(new JWTOptions().setLeeway(IdToken.LEEWAY_SECONDS))
                .setHttpClientOptions(http);
    }

    /** The library waits for as long as something comes now and then. */
    private static <T> Future<T> within(Future<T> answer) {
        return answer.timeout(2 * PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The library takes a document that names no issuer, one that differs in a slash, and places that are not encrypted. */
    private void check(String issuer) {
        if (!issuer.equals(options.getJWTOptions().getIssuer())) {
            throw new Refused(Why.PROVIDER, "the provider's document is of another issuer");
        }
        place("authorization_endpoint", options.getAuthorizationPath());
        place("token_endpoint", options.getTokenPath());
        place("jwks_uri", options.getJwkPath());
        // Where the library would otherwise send tokens that it cannot read.
        options.setIntrospectionPath(null).setUserInfoPath(null);
    }

    private static void place(String member, String address) {
        if (address == null || !OidcConfig.isSafe(address)) {
            throw new Refused(Why.PROVIDER, "the provider's document has no " + member + " with https://");
        }
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
        String place = options.getAuthorizationPath();
        return place + (place.contains("?") ? "&" : "?") + made.substring(place.length() + 1);
    }

    /** A code for an answer with an ID token. @param secret of this client; empty for none */
    Future<User> exchange(String secret, String code, String callback, String verifier) {
        // In a form the library encodes both; in the header neither, though RFC 6749 wants it (section 2.3.1).
        boolean plain = encoded(options.getClientId()).equals(options.getClientId());
        options.setUseBasicAuthorization(plain)
                .setClientSecret(secret.isEmpty() ? null : plain ? encoded(secret) : secret);
        return within(library.authenticate(new Oauth2Credentials()
                .setFlow(OAuth2FlowType.AUTH_CODE)
                .setCode(code)
                .setRedirectUri(callback)
                .setCodeVerifier(verifier)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The keys anew. */
    Future<Void> keys() {
        return within(library.jWKSet());
    }

    /** The claims of a token whose signature is one of the keys that are known by now; fails otherwise. */
    Future<JsonObject> verified(String token) {
        return within(library.authenticate(new TokenCredentials(token)))
                .map(user -> user.attributes().getJsonObject("accessToken"));
    }

    /** The library asks for keys again and again until then. */
    void close() {
        library.close();
    }
}
