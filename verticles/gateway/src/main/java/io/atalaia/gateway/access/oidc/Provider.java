/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import io.atalaia.gateway.access.oidc.IdToken.Expected;
import io.atalaia.gateway.access.oidc.Refused.Why;
import io.atalaia.platform.access.Secrets;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;

/** The provider of the configuration: the authorization code flow with PKCE. For one event loop. */
public final class Provider {
    private static final long TRUSTED_NANOS = TimeUnit.HOURS.toNanos(1);
    /** Whoever shows a key that nobody knows makes us ask for the keys anew; not more often. */
    private static final long ASKED_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final int MOST_AT_ONCE = 16;
    private static final int LONGEST_REASON = 200;

    private final Vertx vertx;
    private final OidcConfig config;
    private final Clock clock;
    private Discovered place;
    private Future<Discovered> discovering;
    private Future<Void> keys = Future.succeededFuture();
    private long discoveredNanos;
    private long keysNanos;
    private int underWay;

    public Provider(Vertx vertx, OidcConfig config, Clock clock) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
    }

    /** The address to which the browser is sent; fails with {@link Refused}. @param callback ours, to which it comes back */
    public Future<String> address(Asking asking, String callback) {
        return place().map(found -> found.address(asking, callback)).recover(Provider::refuse);
    }

    /** Whether an answer is one to this question. */
    public static boolean answers(Asking asking, String state) {
        return state != null && Secrets.same(asking.state(), state);
    }

    /** Who has this code; fails with {@link Refused}. */
    public Future<Identity> who(Asking asking, String code, String callback) {
        if (underWay >= MOST_AT_ONCE) {
            return Future.failedFuture(new Refused(Why.PROVIDER, "too many log in at once"));
        }
        underWay++;
        return place().compose(
                        found -> secret().compose(secret -> found.exchange(secret, code, callback, asking.verifier()))
                                .compose(answer -> verified(found, answer)))
                .map(claims -> IdToken.checked(
                        claims,
                        new Expected(config.issuer(), config.clientId(), asking.nonce(), clock.millis() / 1_000)))
                .map(claims -> Identity.of(claims, config))
                .recover(Provider::refuse)
                .onComplete(done -> underWay--);
    }

    /** The claims of an ID token whose signature is one of the provider's keys. It may have new ones, so it is asked once. */
    private Future<JsonObject> verified(Discovered found, JsonObject answer) {
        String token = IdToken.signed(answer.getValue("id_token"));
        return found.verified(token)
                .recover(unknown -> keys(found).compose(anew -> found.verified(token)))
                .recover(unknown ->
                        Future.failedFuture(IdToken.wrong("is signed by none of its keys, or for somebody else")));
    }

    private Future<Void> keys(Discovered found) {
        if (clock.nanos() - keysNanos >= ASKED_AGAIN_NANOS) {
            keysNanos = clock.nanos();
            keys = found.keys();
        }
        return keys;
    }

    private Future<Discovered> place() {
        if (place != null && clock.nanos() - discoveredNanos < TRUSTED_NANOS) {
            return Future.succeededFuture(place);
        }
        if (discovering == null || discovering.isComplete()) {
            // However many want to log in, one question is asked.
            discovering = Discovered.ask(vertx, config).onSuccess(this::trust);
        }
        return discovering;
    }

    private void trust(Discovered found) {
        var before = place;
        if (before != null) {
            // Who is about to log in with what was known before still can.
            vertx.setTimer(TimeUnit.MINUTES.toMillis(1), later -> before.close());
        }
        place = found;
        discoveredNanos = clock.nanos();
        keysNanos = clock.nanos();
        keys = Future.succeededFuture();
    }

    /** Read each time: it may be renewed. */
    private Future<String> secret() {
        return config.clientSecretFile().isEmpty()
                ? Future.succeededFuture("")
                : vertx.fileSystem().readFile(config.clientSecretFile()).map(text -> text.toString()
                        .strip());
    }

    private static <T> Future<T> refuse(Throwable cause) {
        return Future.failedFuture(cause instanceof Refused ? cause : new Refused(Why.PROVIDER, reason(cause)));
    }

    /** Bounded and in one line: it may have the provider's words. What could not be read may be a token, and stays untold. */
    private static String reason(Throwable cause) {
        String said = cause instanceof DecodeException
                ? "its answer cannot be read"
                : String.valueOf(cause.getMessage()).replaceAll("\\p{Cntrl}", " ");
        return "the provider cannot be asked: " + said.substring(0, Math.min(LONGEST_REASON, said.length()));
    }

    public void close() {
        if (place != null) {
            place.close();
        }
    }
}
