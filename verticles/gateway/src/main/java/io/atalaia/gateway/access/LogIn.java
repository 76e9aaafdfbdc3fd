/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.platform.access.AccessStores;
import io.atalaia.platform.access.Secrets;
import io.atalaia.platform.access.Session;
import io.atalaia.platform.access.User;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

/** Begins and ends sessions. For one event loop. */
public final class LogIn {
    private static final String WRONG = "the name or the password is wrong";

    private final AccessStores stores;
    private final AccessConfig config;
    private final Passwords passwords;
    private final Lockout lockout;
    private final Verdicts verdicts;
    private final Trail trail;
    private final Clock clock;

    LogIn(
            AccessStores stores,
            AccessConfig config,
            Passwords passwords,
            Lockout lockout,
            Verdicts verdicts,
            Trail trail,
            Clock clock) {
        this.stores = stores;
        this.config = config;
        this.passwords = passwords;
        this.lockout = lockout;
        this.verdicts = verdicts;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * A session that begins.
     *
     * @param csrf what its pages send along with all that changes something
     */
    public record Begun(Caller caller, String csrf) {}

    /**
     * Begins a session and gives the answer its cookie. Fails with 401 whatever is wrong, with {@link TooMany} when one has to wait;
     * a name that nobody has takes as long as a wrong password, and is shut in the same way.
     */
    public Future<Begun> begin(HttpServerRequest request, Trail.Source source, String typedName, String password) {
        var name = UserNames.normal(typedName);
        String account = name.orElse("");
        try {
            lockout.begin(account, source.address());
        } catch (TooMany wait) {
            trail.note(source, "session.begin", account, false);
            return Future.failedFuture(wait);
        }
        String guess = password.length() > 4 * PasswordRule.MOST ? "" : password;
        return stores.users().find(account).compose(user -> passwords
                .matches(guess, user.orElse(null))
                .compose(right -> right && !user.get().disabled()
                        ? let(request, source, user.get(), guess)
                        : refuse(source, account)));
    }

    private Future<Begun> refuse(Trail.Source source, String account) {
        trail.note(source, "session.begin", account, false);
        return Future.failedFuture(new Fault(Fault.UNAUTHENTICATED, WRONG));
    }

    private Future<Begun> let(HttpServerRequest request, Trail.Source source, User user, String password) {
        lockout.succeeded(user.name(), source.address());
        if (Argon2.outdated(user.password())) {
            passwords
                    .hash(password)
                    .compose(hashed -> stores.users().change(user, user.rehashed(hashed)))
                    .onFailure(later -> {});
        }
        return open(request, source, user);
    }

    /** Begins a session of somebody who was found to be this user. Whatever session the browser had before ends. */
    public Future<Begun> open(HttpServerRequest request, Trail.Source source, User user) {
        long now = clock.millis();
        String secret = Secrets.random();
        var session = new Session(
                Secrets.hash(secret),
                user.name(),
                user.epoch(),
                now,
                now,
                now + config.longest().toMillis());
        var caller = new Caller(Caller.Kind.USER, user.name(), user.role().rights());
        return endPresented(request)
                .compose(ended -> stores.sessions().begin(session))
                .map(begun -> {
                    SessionCookie.set(request, secret, config.longest());
                    stores.users().seen(user.name(), now).onFailure(later -> {});
                    trail.note(source.as(caller), "session.begin", user.name(), true);
                    return new Begun(caller, SessionCookie.csrf(secret));
                });
    }

    private Future<Void> endPresented(HttpServerRequest request) {
        var presented = Presented.by(request);
        return presented.kind() == Presented.Kind.SESSION
                ? stores.sessions().end(presented.hash())
                : Future.succeededFuture();
    }

    /**
     * Ends the session of a request.
     *
     * @param everywhere all the others of the same user, too
     */
    public Future<Void> end(HttpServerRequest request, Trail.Source source, boolean everywhere) {
        Future<Void> ended = everywhere ? endAll(source.caller().name()) : endPresented(request);
        // Only now: a cookie of the answer stands for that of the request from here on.
        SessionCookie.clear(request);
        return ended.compose(done -> stores.changes().note()).onSuccess(noted -> {
            verdicts.forget();
            trail.note(
                    source,
                    everywhere ? "session.end.everywhere" : "session.end",
                    source.caller().name(),
                    true);
        });
    }

    private Future<Void> endAll(String name) {
        return stores.users()
                .find(name)
                .compose(user -> user.isEmpty()
                        ? Future.succeededFuture(true)
                        : stores.users().change(user.get(), user.get().loggedOutEverywhere()))
                .compose(changed -> changed ? Future.<Void>succeededFuture() : endAll(name));
    }
}
