/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.platform.access.AccessStores;
import io.atalaia.platform.access.Secrets;
import io.atalaia.platform.access.SetupLink;
import io.atalaia.platform.access.User;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import java.util.Optional;

/** How the first administrator comes to be, and how one who was locked out comes back. For one event loop. */
public final class Setup {
    private static final String WRONG = "the link is wrong, was used, or is older than " + SetupLink.LIFE.toMinutes()
            + " minutes; `atalaia admin link` makes another";

    private final AccessStores stores;
    private final People people;
    private final Lockout lockout;
    private final Trail trail;
    private final Clock clock;

    Setup(AccessStores stores, People people, Lockout lockout, Trail trail, Clock clock) {
        this.stores = stores;
        this.people = people;
        this.lockout = lockout;
        this.trail = trail;
        this.clock = clock;
    }

    /** The secret of a link for the first administrator; empty when there are users. */
    Future<Optional<String>> begin() {
        return people.any().compose(any -> {
            if (any) {
                return Future.succeededFuture(Optional.empty());
            }
            String secret = Secrets.random();
            long now = clock.millis();
            return stores.links()
                    .add(new SetupLink(Secrets.hash(secret), true, now + SetupLink.LIFE.toMillis()), now)
                    .map(Optional.of(secret));
        });
    }

    /**
     * Makes an administrator of who has a link. Fails with 403 when the link does not hold, with 400 for a name or a password that
     * cannot be, after which the link still holds.
     */
    public Future<User> use(String secret, String name, String password, Trail.Source source) {
        lockout.begin("", source.address());
        String hash = Secrets.hash(secret);
        return stores.links()
                .find(hash)
                .map(found -> found.filter(link -> clock.millis() < link.ends())
                        .orElseThrow(() -> new Fault(Fault.FORBIDDEN, WRONG)))
                .compose(link -> checked(name, password).compose(checked -> taken(link, checked)))
                .compose(mine -> people.install(name, password))
                .onComplete(done -> {
                    if (done.succeeded()) {
                        lockout.succeeded("", source.address());
                    }
                    trail.note(source, "administrator.setup", name, done.succeeded());
                });
    }

    private static Future<String> checked(String name, String password) {
        String normal = UserNames.normal(name)
                .orElseThrow(() -> new Fault(Fault.BAD_REQUEST, "member 'name' must have " + UserNames.RULE));
        String broken = PasswordRule.broken(password, normal);
        if (broken != null) {
            throw new Fault(Fault.BAD_REQUEST, "member 'password' " + broken);
        }
        return Future.succeededFuture(normal);
    }

    /** Several nodes that started at once gave a link each: only one of those makes an administrator. */
    private Future<Void> taken(SetupLink link, String name) {
        return stores.links()
                .use(link.hash())
                .compose(mine -> mine && link.first()
                        ? stores.links().claimFirst(name, clock.millis())
                        : Future.succeededFuture(mine))
                .map(mine -> {
                    if (!mine) {
                        throw new Fault(Fault.FORBIDDEN, WRONG);
                    }
                    return null;
                });
    }
}
