/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.contracts.access.Right;
import io.atalaia.platform.access.AccessStores;
import io.atalaia.platform.access.AccessToken;
import io.atalaia.platform.access.Session;
import io.atalaia.platform.access.User;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out from the database whom a session or a token stands for. */
final class Judging {
    private static final long NOTE_USE_MILLIS = 60_000;

    private final AccessStores stores;
    private final AccessConfig config;
    private final Clock clock;

    Judging(AccessStores stores, AccessConfig config, Clock clock) {
        this.stores = stores;
        this.config = config;
        this.clock = clock;
    }

    /** Fails when the database is out of reach. */
    Future<Verdict> of(Presented presented) {
        return presented.kind() == Presented.Kind.SESSION ? session(presented) : token(presented);
    }

    private Future<Verdict> session(Presented presented) {
        return stores.sessions()
                .find(presented.hash())
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Verdict.nobody(presented.key()))
                        : stores.users()
                                .find(found.get().user())
                                .map(user -> judged(presented.key(), found.get(), user)));
    }

    private Verdict judged(String key, Session session, Optional<User> user) {
        long now = clock.millis();
        long ends = Math.min(session.ends(), session.seen() + config.idle().toMillis());
        if (now >= ends || user.isEmpty() || user.get().disabled() || user.get().epoch() != session.epoch()) {
            return Verdict.nobody(key);
        }
        var caller =
                new Caller(Caller.Kind.USER, session.user(), user.get().role().rights());
        return new Verdict(key, caller, "", session.ends(), session.seen());
    }

    private Future<Verdict> token(Presented presented) {
        return TokenText.isOne(presented.secret())
                ? stores.tokens()
                        .find(AccessToken.idOf(presented.hash()))
                        .map(found -> judged(presented, found.orElse(null)))
                : Future.succeededFuture(Verdict.nobody(presented.key()));
    }

    /** @param token null when there is none */
    private Verdict judged(Presented presented, AccessToken token) {
        boolean holds = token != null && token.hash().equals(presented.hash()) && token.works(clock.millis());
        return holds
                ? new Verdict(
                        presented.key(),
                        new Caller(Caller.Kind.TOKEN, token.name(), Right.all(token.scopes())),
                        token.machine(),
                        token.ends(),
                        token.used())
                : Verdict.nobody(presented.key());
    }

    /** Many at once, by three questions. */
    Future<List<Verdict>> all(Collection<Presented> many) {
        var sessions = by(many, Presented.Kind.SESSION);
        var tokens = by(many, Presented.Kind.TOKEN);
        var ids = tokens.keySet().stream().map(AccessToken::idOf).toList();
        return Future.all(sessions(sessions), stores.tokens().find(ids)).map(found -> {
            var verdicts = new ArrayList<Verdict>(found.resultAt(0));
            Map<String, AccessToken> byHash = new HashMap<>();
            found.<List<AccessToken>>resultAt(1).forEach(token -> byHash.put(token.hash(), token));
            tokens.forEach((hash, presented) -> verdicts.add(judged(presented, byHash.get(hash))));
            return verdicts;
        });
    }

    private Future<List<Verdict>> sessions(Map<String, Presented> many) {
        return stores.sessions().find(many.keySet()).compose(found -> {
            Map<String, Session> byHash = new HashMap<>();
            found.forEach(session -> byHash.put(session.hash(), session));
            var names = found.stream().map(Session::user).collect(Collectors.toSet());
            return stores.users().find(names).map(users -> many.values().stream()
                    .map(presented -> judged(presented, byHash.get(presented.hash()), users))
                    .toList());
        });
    }

    private Verdict judged(Presented presented, Session session, List<User> users) {
        return session == null
                ? Verdict.nobody(presented.key())
                : judged(
                        presented.key(),
                        session,
                        users.stream()
                                .filter(user -> user.name().equals(session.user()))
                                .findFirst());
    }

    private static Map<String, Presented> by(Collection<Presented> many, Presented.Kind kind) {
        Map<String, Presented> byHash = new HashMap<>();
        many.stream().filter(one -> one.kind() == kind).forEach(one -> byHash.put(one.hash(), one));
        return byHash;
    }

    /** Notes at most once a minute that something was used; nobody waits for it. */
    Verdict used(Presented presented, Verdict verdict) {
        long now = clock.millis();
        if (!verdict.holds() || now - verdict.used() < NOTE_USE_MILLIS) {
            return verdict;
        }
        var noted = presented.kind() == Presented.Kind.SESSION
                ? stores.sessions().seen(presented.hash(), now)
                : stores.tokens().used(AccessToken.idOf(presented.hash()), now);
        noted.onFailure(later -> {});
        if (presented.kind() == Presented.Kind.SESSION) {
            stores.users().seen(verdict.caller().name(), now).onFailure(later -> {});
        }
        return new Verdict(verdict.key(), verdict.caller(), verdict.machine(), verdict.ends(), now);
    }
}
