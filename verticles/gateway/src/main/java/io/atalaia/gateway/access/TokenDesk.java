/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.contracts.access.Right;
import io.atalaia.platform.access.AccessStores;
import io.atalaia.platform.access.AccessToken;
import io.atalaia.platform.access.Secrets;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Gives tokens to programs, and takes them back. For one event loop. */
public final class TokenDesk {
    public static final Duration USUAL_LIFE = Duration.ofDays(90);
    private static final long SHORTEST_MILLIS = 60_000;
    private static final long LONGEST_MILLIS = Duration.ofDays(3_660).toMillis();
    private static final int LONGEST_NAME = 100;

    private final AccessStores stores;
    private final Verdicts verdicts;
    private final Clock clock;

    TokenDesk(AccessStores stores, Verdicts verdicts, Clock clock) {
        this.stores = stores;
        this.verdicts = verdicts;
        this.clock = clock;
    }

    /** @param text the token itself, which is not kept: this is the only time that anybody sees it */
    public record Given(AccessToken token, String text) {
        @Override
        public String toString() {
            return token.id();
        }
    }

    /** The newest first. */
    public Future<List<AccessToken>> all() {
        return stores.tokens().all().map(tokens -> tokens.stream()
                .sorted(Comparator.comparingLong(AccessToken::created)
                        .reversed()
                        .thenComparing(AccessToken::id))
                .toList());
    }

    /** @param lifeMillis 0 for a token that never ends */
    public Future<Given> give(String name, Set<Right> scopes, long lifeMillis, String by) {
        check(name, scopes, lifeMillis);
        String text = TokenText.random();
        String hash = Secrets.hash(text);
        long now = clock.millis();
        long ends = lifeMillis == 0 ? Long.MAX_VALUE : now + lifeMillis;
        var token = new AccessToken(AccessToken.idOf(hash), hash, name, scopes, "", "", now, by, ends, 0, 0);
        return stores.tokens().create(token).map(new Given(token, text));
    }

    private static void check(String name, Set<Right> scopes, long lifeMillis) {
        boolean named = name != null
                && !name.isBlank()
                && name.length() <= LONGEST_NAME
                && name.codePoints().noneMatch(Character::isISOControl);
        if (!named) {
            throw new Fault(Fault.BAD_REQUEST, "member 'name' must have 1 to " + LONGEST_NAME + " signs");
        }
        if (scopes.isEmpty()) {
            throw new Fault(
                    Fault.BAD_REQUEST, "member 'scopes' must name at least one of ingest, read, operate, admin");
        }
        if (lifeMillis != 0 && (lifeMillis < SHORTEST_MILLIS || lifeMillis > LONGEST_MILLIS)) {
            throw new Fault(
                    Fault.BAD_REQUEST,
                    "member 'lifeMs' must lie between " + SHORTEST_MILLIS + " and " + LONGEST_MILLIS
                            + ", or be 0 for a token that never ends");
        }
    }

    /** Stops a token on every node within a second. Again is as good as once. */
    public Future<AccessToken> revoke(String id) {
        return stores.tokens()
                .find(id)
                .map(found -> found.orElseThrow(() -> new Fault(Fault.NOT_FOUND, "there is no token " + id)))
                .compose(token -> stores.tokens()
                        .revoke(id, clock.millis())
                        .compose(revoked -> stores.changes().note())
                        .map(noted -> {
                            verdicts.forget();
                            return token;
                        }));
    }
}
