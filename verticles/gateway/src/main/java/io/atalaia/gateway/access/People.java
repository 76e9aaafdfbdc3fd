/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.contracts.access.UserRole;
import io.atalaia.platform.access.AccessStores;
import io.atalaia.platform.access.User;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Adds users, changes them, and takes them away. Somebody always stays who can. For one event loop. */
public final class People {
    private static final int MOST = 1_000;
    private static final long PATIENCE_MILLIS = 5_000;

    private final AccessStores stores;
    private final Passwords passwords;
    private final Verdicts verdicts;
    private final Lockout lockout;
    private final Trail trail;
    private final Clock clock;
    private boolean some;

    People(AccessStores stores, Passwords passwords, Verdicts verdicts, Lockout lockout, Trail trail, Clock clock) {
        this.stores = stores;
        this.lockout = lockout;
        this.trail = trail;
        this.passwords = passwords;
        this.verdicts = verdicts;
        this.clock = clock;
    }

    /** @throws Fault 400 for a name that is none */
    private static String name(String typed) {
        return UserNames.normal(typed)
                .orElseThrow(() -> new Fault(Fault.BAD_REQUEST, "member 'name' must have " + UserNames.RULE));
    }

    /** Of somebody who may have come with the provider. */
    private static String known(String typed, boolean changesMore) {
        String name = UserNames.known(typed)
                .orElseThrow(() -> new Fault(Fault.BAD_REQUEST, "member 'name' must have " + UserNames.RULE));
        if (changesMore && UserNames.isFederated(name)) {
            throw new Fault(
                    Fault.CONFLICT, name + " logs in with the provider, which says the role, and has no password here");
        }
        return name;
    }

    private static void check(String password, String name) {
        String broken = PasswordRule.broken(password, name);
        if (broken != null) {
            throw new Fault(Fault.BAD_REQUEST, "member 'password' " + broken);
        }
    }

    /** When each of them was here last, in epoch milliseconds, to the minute. */
    public Future<Map<String, Long>> seen() {
        return stores.users().seen();
    }

    /** By their names. */
    public Future<List<User>> all() {
        return stores.users().all().map(users -> users.stream()
                .sorted(Comparator.comparing(User::name))
                .toList());
    }

    public Future<User> add(String typedName, UserRole role, String password, String by) {
        String name = name(typedName);
        check(password, name);
        return stores.users().all().compose(all -> {
            if (all.size() >= MOST) {
                throw new Fault(Fault.CONFLICT, "there are " + MOST + " users already");
            }
            return made(name, role, password, by);
        });
    }

    private Future<User> made(String name, UserRole role, String password, String by) {
        return passwords.hash(password).compose(hashed -> {
            var user = new User(name, role, hashed, false, 0, 1, clock.millis(), by);
            return stores.users().create(user).map(created -> {
                if (!created) {
                    throw new Fault(Fault.CONFLICT, "there is a user " + name + " already");
                }
                return user;
            });
        });
    }

    /**
     * What is to be different; null for what stays.
     *
     * @param password a new one, in plain text
     */
    public record Change(UserRole role, Boolean disabled, String password) {
        @Override
        public String toString() {
            return "Change[role=" + role + ", disabled=" + disabled + "]";
        }
    }

    /** Fails with 409 when no administrator would be left who can log in. */
    public Future<User> change(String typedName, Change change) {
        String name = known(typedName, change.role() != null || change.password() != null);
        if (change.password() != null) {
            check(change.password(), name);
        }
        Future<String> hashed =
                change.password() == null ? Future.succeededFuture() : passwords.hash(change.password());
        return hashed.compose(hash -> changed(name, before -> {
            User after = change.role() == null ? before : before.withRole(change.role());
            after = change.disabled() == null ? after : after.withDisabled(change.disabled());
            return hash == null ? after : after.withPassword(hash);
        }));
    }

    private Future<User> changed(String name, UnaryOperator<User> change) {
        return known(name).compose(before -> {
            User after = change.apply(before);
            return staying(before, after)
                    .compose(stays -> stores.users().change(before, after))
                    .compose(held -> held ? told(after) : changed(name, change));
        });
    }

    private Future<User> known(String name) {
        return stores.users()
                .find(name)
                .map(found -> found.orElseThrow(() -> new Fault(Fault.NOT_FOUND, "there is no user " + name)));
    }

    private Future<User> told(User user) {
        return stores.changes().note().map(noted -> {
            verdicts.forget();
            return user;
        });
    }

    public Future<Void> remove(String typedName) {
        String name = known(typedName, false);
        return known(name).compose(user -> staying(user, null).compose(stays -> stores.users()
                .remove(name)
                .compose(removed -> told(user))
                .mapEmpty()));
    }

    /** @param after null when the user goes */
    private Future<Void> staying(User before, User after) {
        if (!administers(before) || after != null && administers(after)) {
            return Future.succeededFuture();
        }
        return stores.users().all().map(all -> {
            if (all.stream().noneMatch(user -> administers(user) && !user.name().equals(before.name()))) {
                throw new Fault(
                        Fault.CONFLICT,
                        before.name() + " is the last administrator who can log in; make another first");
            }
            return null;
        });
    }

    private static boolean administers(User user) {
        // Whoever comes with the provider comes only as long as it lets them.
        return user.role() == UserRole.ADMINISTRATOR && !user.disabled() && !UserNames.isFederated(user.name());
    }

    /** One's own password; fails with 403 when the old one is wrong. All sessions end. */
    public Future<User> changeOwn(String ownName, String old, String password, Trail.Source source) {
        String name = known(ownName, true);
        check(password, name);
        lockout.begin(name, source.address());
        return known(name)
                .compose(user -> passwords.matches(old, user).compose(right -> {
                    if (!right) {
                        throw new Fault(Fault.FORBIDDEN, "member 'old' is not the password");
                    }
                    return passwords.hash(password);
                }))
                .compose(hashed -> changed(name, before -> before.withPassword(hashed)))
                .onComplete(done -> {
                    if (done.succeeded()) {
                        lockout.succeeded(name, source.address());
                    }
                    trail.note(source, "user.password", name, done.succeeded());
                });
    }

    /** Makes this user an administrator with this password, whether there is one or not: for who holds a setup link. */
    Future<User> install(String typedName, String password) {
        String name = name(typedName);
        check(password, name);
        return passwords.hash(password).compose(hashed -> installed(name, hashed));
    }

    private Future<User> installed(String name, String hashed) {
        var fresh = new User(name, UserRole.ADMINISTRATOR, hashed, false, 0, 1, clock.millis(), "setup");
        return stores.users()
                .create(fresh)
                .compose(created -> created
                        ? Future.succeededFuture(fresh)
                        : changed(name, before -> before.withRole(UserRole.ADMINISTRATOR)
                                .withDisabled(false)
                                .withPassword(hashed)));
    }

    /** Whether anybody could log in. Once there are users there always are: the last administrator stays. */
    public Future<Boolean> any() {
        return some
                ? Future.succeededFuture(true)
                : stores.users()
                        .all()
                        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                        .map(all -> some = !all.isEmpty());
    }
}
