/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.contracts.access.Right;
import io.atalaia.platform.access.AccessStores;
import io.atalaia.platform.access.AccessToken;
import io.atalaia.platform.access.Enrolment;
import io.atalaia.platform.access.Secrets;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gives a machine a token that is its own: an operator makes an enrolment, which the machine's agent exchanges, once. For one event
 * loop.
 */
public final class Enrolling {
    public static final Duration USUAL_LIFE = Duration.ofHours(1);
    private static final long SHORTEST_MILLIS = 60_000;
    private static final long LONGEST_MILLIS = Duration.ofDays(7).toMillis();
    private static final Pattern MACHINE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String WRONG =
            "the enrolment is wrong, was used, or has ended; make another on the page Enrolment";

    private final AccessStores stores;
    private final Lockout lockout;
    private final Trail trail;
    private final Clock clock;

    Enrolling(AccessStores stores, Lockout lockout, Trail trail, Clock clock) {
        this.stores = stores;
        this.lockout = lockout;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * What an operator hands to a machine.
     *
     * @param id by which the machine's token names it afterwards; no secret
     * @param ends epoch milliseconds
     */
    public record Given(String id, String text, long ends) {
        @Override
        public String toString() {
            return "Given[id=" + id + ", ends=" + ends + "]";
        }
    }

    public Future<Given> give(long lifeMillis, String by) {
        if (lifeMillis < SHORTEST_MILLIS || lifeMillis > LONGEST_MILLIS) {
            throw new Fault(
                    Fault.BAD_REQUEST,
                    "member 'lifeMs' must lie between " + SHORTEST_MILLIS + " and " + LONGEST_MILLIS);
        }
        String text = TokenText.enrolment();
        long now = clock.millis();
        long ends = now + lifeMillis;
        var enrolment = new Enrolment(Secrets.hash(text), by, ends);
        return stores.enrolments().add(enrolment, now).map(new Given(enrolment.id(), text, ends));
    }

    /**
     * Exchanges an enrolment for a token of the machine alone. Fails with 403 when it does not hold.
     *
     * @param machine its id
     * @return the token's text
     */
    public Future<String> exchange(String text, String machine, Trail.Source source) {
        if (!MACHINE.matcher(machine).matches()) {
            throw new Fault(Fault.BAD_REQUEST, "member 'machine' must be a machine's id");
        }
        lockout.begin("", source.address());
        String hash = Secrets.hash(text);
        return stores.enrolments()
                .find(hash)
                .map(found -> found.filter(one -> clock.millis() < one.ends())
                        .orElseThrow(() -> new Fault(Fault.FORBIDDEN, WRONG)))
                .compose(one -> stores.enrolments()
                        .use(hash)
                        .compose(mine ->
                                mine ? token(machine, one) : Future.failedFuture(new Fault(Fault.FORBIDDEN, WRONG))))
                .onComplete(done -> {
                    if (done.succeeded()) {
                        lockout.succeeded("", source.address());
                    }
                    trail.note(source, "machine.enrol", machine, done.succeeded());
                });
    }

    private Future<String> token(String machine, Enrolment enrolment) {
        String text = TokenText.random();
        String hash = Secrets.hash(text);
        var token = new AccessToken(
                AccessToken.idOf(hash),
                hash,
                "agent of " + machine,
                Set.of(Right.INGEST),
                machine,
                enrolment.id(),
                clock.millis(),
                enrolment.createdBy(),
                Long.MAX_VALUE,
                0,
                0);
        return stores.tokens().create(token).map(text);
    }
}
