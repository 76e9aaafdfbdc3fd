/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import io.atalaia.gateway.access.oidc.IdToken.Expected;
import io.atalaia.gateway.access.oidc.Refused.Why;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The provider of the configuration: the authorization code flow with PKCE. For one event loop. */
public final class Provider {
    private static final long TRUSTED_NANOS = TimeUnit.HOURS.toNanos(1);
    /** Whoever shows a key that nobody knows makes us ask for the keys anew; not more often. */
    private static final long ASKED_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final int MOST_AT_ONCE = 16;
    private static final String SCOPES = "openid profile email";

    private final OidcConfig config;
    private final ProviderClient client;
    private final Clock clock;
    private Discovered place;
    private Keys keys = Keys.NONE;
    private long discoveredNanos;
    private long keysNanos;
    private int underWay;

    public Provider(Vertx vertx, OidcConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        client = new ProviderClient(vertx, config);
    }

    /** The address to which the browser is sent. @param callback ours, to which it comes back */
    public Future<String> address(Asking asking, String callback) {
        return place().map(known -> {
            Map<String, String> question = new LinkedHashMap<>();
            question.put("response_type", "code");
            question.put("client_id", config.clientId());
            question.put("redirect_uri", callback);
            question.put("scope", SCOPES);
            question.put("state", asking.state());
            question.put("nonce", asking.nonce());
            question.put("code_challenge", challenge(asking.verifier()));
            question.put("code_challenge_method", "S256");
            return known.authorization() + (known.authorization().contains("?") ? "&" : "?") + form(question);
        });
    }

    /** Whether an answer is one to this question. */
    public static boolean answers(Asking asking, String state) {
        return state != null && io.atalaia.platform.access.Secrets.same(asking.state(), state);
    }

    /** Who has this code; fails with {@link Refused}. */
    public Future<Identity> who(Asking asking, String code, String callback) {
        if (underWay >= MOST_AT_ONCE) {
            return Future.failedFuture(new Refused(Why.PROVIDER, "too many log in at once"));
        }
        underWay++;
        return place().compose(known -> client.exchange(known, code, callback, asking.verifier()))
                .map(answer -> IdToken.read(answer.getValue("id_token") instanceof String text ? text : null))
                .compose(token -> keys(token)
                        .map(found -> token.claims(
                                found,
                                new Expected(
                                        config.issuer(), config.clientId(), asking.nonce(), clock.millis() / 1_000))))
                .map(claims -> Identity.of(claims, config))
                .onComplete(done -> underWay--);
    }

    private Future<Discovered> place() {
        if (place != null && clock.nanos() - discoveredNanos < TRUSTED_NANOS) {
            return Future.succeededFuture(place);
        }
        String base = config.issuer().endsWith("/")
                ? config.issuer().substring(0, config.issuer().length() - 1)
                : config.issuer();
        return client.get(base + "/.well-known/openid-configuration").map(document -> {
            place = Discovered.of(document, config.issuer());
            discoveredNanos = clock.nanos();
            return place;
        });
    }

    private Future<Keys> keys(IdToken token) {
        boolean fresh = clock.nanos() - keysNanos < TRUSTED_NANOS;
        boolean known = !keys.that(token.keyId(), token.algorithm()).isEmpty();
        boolean justAsked = keys != Keys.NONE && clock.nanos() - keysNanos < ASKED_AGAIN_NANOS;
        if (fresh && known || justAsked) {
            return Future.succeededFuture(keys);
        }
        return place().compose(found -> client.get(found.keys())).map(set -> {
            keys = Keys.of(set);
            keysNanos = clock.nanos();
            return keys;
        });
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Turns whatever failed into why somebody does not come in. */
    public static Refused refused(Throwable cause) {
        return cause instanceof Refused refused
                ? refused
                : new Refused(Why.PROVIDER, "the provider cannot be asked: " + cause.getMessage());
    }

    public Future<Void> close() {
        return client.close();
    }
}
