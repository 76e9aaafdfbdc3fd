/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.contracts.access.Right;
import io.atalaia.platform.access.AccessStores;
import io.atalaia.platform.access.Audit;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything about who may come in, put together. For one event loop. */
public final class Access {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private static final long TIDY_MILLIS = Duration.ofMinutes(17).toMillis();
    /** What a revoked or ended token was stays visible for so long. */
    private static final long SHOWN_MILLIS = Duration.ofDays(30).toMillis();

    private final Vertx vertx;
    private final AccessConfig config;
    private final AccessStores stores;
    private final Clock clock;
    private final Verdicts verdicts;
    private final Lasting lasting;
    private final Callers callers;
    private final Trail trail;
    private final Passwords passwords;
    private final LogIn logIn;
    private final Federated federated;
    private final People people;
    private final Setup setup;
    private final TokenDesk tokens;
    private final Enrolling enrolling;
    private long tidying = -1;

    /**
     * @param configured name to token: those of {@code gateway.ingest.tokens}
     * @param node the id of this gateway's node
     */
    public Access(
            Vertx vertx,
            AccessConfig config,
            Map<String, String> configured,
            AccessStores stores,
            Clock clock,
            MeterRegistry meters,
            String node) {
        this.vertx = vertx;
        this.config = config;
        this.stores = stores;
        this.clock = clock;
        var lockout = new Lockout(clock);
        verdicts = new Verdicts(new Judging(stores, config, clock), new ConfiguredTokens(configured), config, clock);
        lasting = new Lasting(vertx, stores.changes(), verdicts, clock);
        callers = new Callers(verdicts, lasting);
        trail = new Trail(stores.audit(), clock, node, meters);
        passwords = new Passwords(vertx);
        logIn = new LogIn(stores, config, passwords, lockout, verdicts, trail, clock);
        federated = new Federated(vertx, config.oidc(), stores, logIn, trail, clock);
        people = new People(stores, passwords, verdicts, lockout, trail, clock);
        setup = new Setup(stores, people, lockout, trail, clock);
        tokens = new TokenDesk(stores, verdicts, clock);
        enrolling = new Enrolling(stores, lockout, trail, clock);
    }

    /**
     * Begins to watch over sessions and tokens.
     *
     * @return the secret of a setup link, when there are no users and nobody comes in without one
     */
    public Future<Optional<String>> open() {
        lasting.open();
        tidying = vertx.setPeriodic(TIDY_MILLIS, tidy -> tidy());
        if (config.anonymous() == AccessConfig.Anonymous.ADMINISTRATOR) {
            return Future.succeededFuture(Optional.empty());
        }
        return setup.begin().otherwise(cause -> {
            LOG.atWarn()
                    .addKeyValue("cause", cause.toString())
                    .log("whether there are users cannot be found out; `atalaia admin link` makes the first one");
            return Optional.empty();
        });
    }

    /** What every node removes alike is removed once. */
    private void tidy() {
        long now = clock.millis();
        stores.sessions().tidy(now, now - config.idle().toMillis()).onFailure(later -> {});
        stores.tokens().tidy(now - SHOWN_MILLIS).onFailure(later -> {});
        stores.audit().trim(now - config.auditKept().toMillis()).onFailure(later -> {});
    }

    /** What whoever comes may do without logging in. */
    public Set<Right> anonymous() {
        return config.anonymous().caller().rights();
    }

    /** For requests that other event loops handle; to be called on the one of this. */
    public Admission admission() {
        return new Elsewhere(vertx, vertx.getOrCreateContext(), verdicts, lasting);
    }

    public Verdicts verdicts() {
        return verdicts;
    }

    public Callers callers() {
        return callers;
    }

    public Trail trail() {
        return trail;
    }

    public LogIn logIn() {
        return logIn;
    }

    public Federated federated() {
        return federated;
    }

    public People people() {
        return people;
    }

    public Setup setup() {
        return setup;
    }

    public TokenDesk tokens() {
        return tokens;
    }

    public Enrolling enrolling() {
        return enrolling;
    }

    public Audit audit() {
        return stores.audit();
    }

    public Future<Void> close() {
        vertx.cancelTimer(tidying);
        lasting.close();
        federated.close();
        return passwords.close();
    }
}
