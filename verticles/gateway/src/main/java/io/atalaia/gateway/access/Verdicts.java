/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.contracts.access.Right;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Says who calls. What was found is believed for not quite a second, counted from when the question was asked, so that what is
 * revoked anywhere stops working here within a second. While the database is out of reach, who was known in the last five minutes
 * may go on reading. For one event loop.
 */
public final class Verdicts {
    /** What is left of the second is for taking the right away, and for asking again. */
    static final long BELIEVED_NANOS = TimeUnit.MILLISECONDS.toNanos(800);

    static final long GRACE_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final int MOST_KNOWN = 10_000;
    /** Who shows what nobody knows makes us ask the database; not more than so many at once. */
    private static final int MOST_ASKED = 512;

    private static final long PATIENCE_MILLIS = 1_000;
    private static final long PATIENCE_FOR_ALL_MILLIS = 5_000;
    private static final String OUT_OF_REACH =
            "who you are cannot be found out, because the database does not answer; try again later";

    static final String LESS_THAN_USUAL =
            "whether you still may do this cannot be found out, because the database does not answer: reading goes on; try again later";

    private final Judging judging;
    private final ConfiguredTokens configured;
    private final Caller anonymous;
    private final Clock clock;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_KNOWN;
        }
    };
    private final Map<String, Future<Verdict>> asked = new HashMap<>();
    private boolean outage;

    private long forgotten;

    /** @param forgotten how often everything had been forgotten */
    private record Moment(long nanos, long forgotten) {}

    private Moment now() {
        return new Moment(clock.nanos(), forgotten);
    }

    private record Known(Verdict verdict, long askedNanos) {}

    Verdicts(Judging judging, ConfiguredTokens configured, AccessConfig config, Clock clock) {
        this.judging = judging;
        this.configured = configured;
        this.clock = clock;
        anonymous = config.anonymous().caller();
    }

    Future<Caller> of(Presented presented) {
        return switch (presented.kind()) {
            case NOTHING -> Future.succeededFuture(anonymous);
            case WRONG -> Future.succeededFuture(Caller.NOBODY);
            case SESSION -> judge(presented).map(caller -> instead(presented, caller));
            case TOKEN -> configured(presented).map(Future::succeededFuture).orElseGet(() -> judge(presented));
        };
    }

    private Optional<Caller> configured(Presented presented) {
        return configured
                .nameOf(presented.hash())
                .map(name -> new Caller(Caller.Kind.TOKEN, name, Set.of(Right.INGEST)));
    }

    private Future<Caller> judge(Presented presented) {
        var before = known.get(presented.key());
        long now = clock.nanos();
        if (before != null && now - before.askedNanos() < BELIEVED_NANOS) {
            return Future.succeededFuture(standing(before.verdict()));
        }
        boolean graced = before != null && now - before.askedNanos() < GRACE_NANOS;
        if (outage && graced) {
            // One asks whether the database is back; nobody waits for it.
            if (asked.isEmpty()) {
                ask(presented).onFailure(still -> {});
            }
            return Future.succeededFuture(reading(before.verdict()));
        }
        return ask(presented)
                .map(this::standing)
                .recover(cause -> graced
                        ? Future.succeededFuture(reading(before.verdict()))
                        : Future.failedFuture(
                                cause instanceof Fault ? cause : new Fault(Fault.UNAVAILABLE, OUT_OF_REACH)));
    }

    private Future<Verdict> ask(Presented presented) {
        String key = presented.key();
        var asking = asked.get(key);
        if (asking != null) {
            return asking;
        }
        if (asked.size() >= MOST_ASKED) {
            return Future.failedFuture(new Fault(Fault.UNAVAILABLE, "too many come in at once; try again in a moment"));
        }
        var moment = now();
        Future<Verdict> answer = judging.of(presented)
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .map(verdict -> keep(presented, verdict, moment))
                .onComplete(done -> outage = done.failed());
        if (!answer.isComplete()) {
            asked.put(key, answer);
            return answer.onComplete(done -> asked.remove(key, answer));
        }
        return answer;
    }

    /** @param asked when the question was asked: what was forgotten since is not believed for what was found before */
    private Verdict keep(Presented presented, Verdict verdict, Moment asked) {
        if (verdict.holds()) {
            long since = asked.forgotten() == forgotten ? asked.nanos() : asked.nanos() - BELIEVED_NANOS;
            known.put(presented.key(), new Known(judging.used(presented, verdict), since));
        } else {
            known.remove(presented.key());
        }
        return verdict;
    }

    private Caller standing(Verdict verdict) {
        return clock.millis() < verdict.ends() ? verdict.caller() : Caller.NOBODY;
    }

    /** Whether the database did not answer when it was asked last: what known callers may do is less than it was. */
    boolean isOut() {
        return outage;
    }

    private Caller reading(Verdict verdict) {
        Caller caller = standing(verdict);
        return new Caller(caller.kind(), caller.name(), caller.may(Right.READ) ? Set.of(Right.READ) : Set.<Right>of());
    }

    /** Those of many who go on, found out anew; by their keys. */
    Future<Map<String, Caller>> again(Collection<Presented> many) {
        var moment = now();
        Map<String, Caller> callers = new HashMap<>();
        Map<String, Presented> rest = new HashMap<>();
        many.forEach(one -> configured(one)
                .ifPresentOrElse(caller -> callers.put(one.key(), caller), () -> rest.put(one.key(), one)));
        return judging.all(rest.values())
                .timeout(PATIENCE_FOR_ALL_MILLIS, TimeUnit.MILLISECONDS)
                .map(verdicts -> {
                    verdicts.forEach(verdict -> {
                        var presented = rest.get(verdict.key());
                        var kept = keep(presented, verdict, moment);
                        callers.put(verdict.key(), instead(presented, standing(kept)));
                    });
                    return callers;
                });
    }

    /** A cookie that ended is no reason to keep out who could come without one. */
    private Caller instead(Presented presented, Caller caller) {
        boolean ended = presented.kind() == Presented.Kind.SESSION && caller.equals(Caller.NOBODY);
        return ended ? anonymous : caller;
    }

    /** Nothing is believed any more that was found before. */
    void forget() {
        forgotten++;
        asked.clear();
        known.replaceAll((key, before) ->
                new Known(before.verdict(), Math.min(before.askedNanos(), clock.nanos() - BELIEVED_NANOS)));
    }

    /**
     * What an agent shows, if it may send samples: of what was just judged.
     *
     * @param authorization null when it shows none
     */
    public Optional<AgentsToken> agentsToken(String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        var presented = Presented.token(authorization);
        var before = known.get(presented.key());
        return configured(presented).map(one -> new AgentsToken(one.name(), "")).or(() -> Optional.ofNullable(before)
                .map(Known::verdict)
                .filter(verdict -> standing(verdict).may(Right.INGEST))
                .map(verdict -> new AgentsToken(verdict.caller().name(), verdict.machine())));
    }
}
