/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.gateway.access.oidc.Asking;
import io.atalaia.gateway.access.oidc.Identity;
import io.atalaia.gateway.access.oidc.OidcConfig;
import io.atalaia.gateway.access.oidc.Provider;
import io.atalaia.gateway.access.oidc.Refused;
import io.atalaia.gateway.access.oidc.Refused.Why;
import io.atalaia.platform.access.AccessStores;
import io.atalaia.platform.access.User;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logging in with a provider. Who comes is a user like others, whose role is set anew with each log-in; the name begins with a word
 * that no name of a local user can begin with. For one event loop.
 */
public final class Federated {
    private static final Logger LOG = LoggerFactory.getLogger(Federated.class);
    /** Where the provider sends browsers back to. */
    public static final String CALLBACK = "/api/v1/oidc/callback";

    private static final String BY = "oidc";
    /** Stands where others have a password's hash; nothing that is typed is ever compared with it. */
    private static final String PERSON = "oidc:";

    private static final String OUT_OF_REACH =
            "who you are here cannot be found out, because the database does not answer; try again later";
    private static final int MOST = 1_000;

    private final OidcConfig config;
    private final AccessStores stores;
    private final LogIn logIn;
    private final Trail trail;
    private final Clock clock;
    private final Provider provider;

    Federated(Vertx vertx, OidcConfig config, AccessStores stores, LogIn logIn, Trail trail, Clock clock) {
        this.config = config;
        this.stores = stores;
        this.logIn = logIn;
        this.trail = trail;
        this.clock = clock;
        provider = config.isOn() ? new Provider(vertx, config, clock) : null;
    }

    /** What pages call the provider; empty when there is none. */
    public Optional<String> name() {
        return config.isOn() ? Optional.of(config.shownName()) : Optional.empty();
    }

    private Provider provider() {
        if (provider == null) {
            throw new Fault(Fault.NOT_FOUND, "there is no provider to log in with; gateway.access.oidc names one");
        }
        return provider;
    }

    private String callback(HttpServerRequest request) {
        String base = config.address().isEmpty()
                ? (request.isSSL() ? "https://" : "http://") + request.authority()
                : config.address().replaceAll("/+$", "");
        return base + CALLBACK;
    }

    /**
     * The provider's address to which the browser is to be sent, or fails with {@link Refused}; the answer's cookie remembers the
     * question.
     *
     * @param to the path of our own pages to which it shall lead; what is none leads to the first page
     */
    public Future<String> begin(HttpServerRequest request, String to) {
        var asking = Asking.begin(to, clock.millis());
        return provider().address(asking, callback(request)).map(address -> {
            SessionCookie.remember(request, asking.cookie());
            return address;
        });
    }

    /**
     * Begins a session of who comes back from the provider; the path of our own to which they are led, or fails with
     * {@link Refused}. Fails with a fault when the database does not answer: then the provider said yes, and nobody refused.
     */
    public Future<String> end(HttpServerRequest request, Trail.Source source, String state, String code, String error) {
        var known = provider();
        var asking = Asking.of(SessionCookie.remembered(request), clock.millis())
                .filter(one -> Provider.answers(one, state));
        SessionCookie.forget(request);
        if (asking.isEmpty()) {
            return refused(source, new Refused(Why.BEGUN, "it did not begin in this browser, or too long ago"));
        }
        if (error != null || code == null) {
            return refused(source, new Refused(Why.PROVIDER, "the provider says no: " + Trail.shortened(error)));
        }
        return known.who(asking.get(), code, callback(request))
                .compose(this::user)
                .compose(user -> logIn.open(request, source, user))
                .map(begun -> asking.get().to())
                .recover(cause -> cause instanceof Refused refused ? refused(source, refused) : failed(cause));
    }

    private static <T> Future<T> failed(Throwable cause) {
        if (cause instanceof Fault) {
            return Future.failedFuture(cause);
        }
        LOG.atWarn().setCause(cause).log("somebody whom the provider knows cannot be looked up");
        return Future.failedFuture(new Fault(Fault.UNAVAILABLE, OUT_OF_REACH));
    }

    private <T> Future<T> refused(Trail.Source source, Refused refused) {
        trail.note(source, "session.begin", UserNames.FEDERATED + refused.why().word(), false);
        LOG.atInfo().addKeyValue("why", refused.getMessage()).log("a log-in with the provider was refused");
        return Future.failedFuture(refused);
    }

    /** Found by issuer and subject: names may change at the provider, and be given to somebody else. */
    private Future<User> user(Identity identity) {
        String person = PERSON + identity.person();
        return stores.users().all().compose(all -> {
            var known =
                    all.stream().filter(user -> user.password().equals(person)).findFirst();
            return known.isPresent() ? again(known.get(), identity) : create(all, person, identity);
        });
    }

    private Future<User> again(User user, Identity identity) {
        if (user.disabled()) {
            throw new Refused(Why.PERSON, user.name() + " is disabled here");
        }
        if (user.role() == identity.role()) {
            return Future.succeededFuture(user);
        }
        var changed = user.withRole(identity.role());
        return stores.users()
                .change(user, changed)
                .compose(held -> held ? stores.changes().note().map(changed) : user(identity));
    }

    private Future<User> create(List<User> all, String person, Identity identity) {
        if (all.size() >= MOST) {
            throw new Refused(Why.PERSON, "there are " + MOST + " users already");
        }
        var taken = all.stream().map(User::name).toList();
        String name = identity.names().stream()
                .flatMap(wished -> UserNames.normal(wished).stream())
                .map(normal -> UserNames.FEDERATED + normal)
                .filter(wished -> !taken.contains(wished))
                .findFirst()
                .orElseThrow(() -> new Refused(Why.PERSON, "every name is another's"));
        var user = new User(name, identity.role(), person, false, 0, 1, clock.millis(), BY);
        return stores.users().create(user).compose(made -> made ? Future.succeededFuture(user) : user(identity));
    }

    void close() {
        if (provider != null) {
            provider.close();
        }
    }
}
