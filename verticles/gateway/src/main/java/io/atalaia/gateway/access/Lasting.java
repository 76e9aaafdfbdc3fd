/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.platform.access.Changes;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Ends what goes on for long, be it a stream or a page's connection, when who began it may not go on. Twice a second one small
 * question tells whether anybody lost rights anywhere; only then everybody is judged anew. For one event loop.
 */
public final class Lasting {
    private static final long LOOK_MILLIS = 400;
    /** In case a node died between taking a right away and telling of it. */
    private static final long ALL_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Vertx vertx;
    private final Changes changes;
    private final Verdicts verdicts;
    private final Clock clock;
    private final List<Held> held = new ArrayList<>();
    private long count = -1;
    private long judgedNanos;
    private long reachedNanos;
    private long timer = -1;
    private boolean looking;

    /** Something that goes on. */
    public interface Call {
        /** Whether it has ended by itself. */
        boolean over();

        /** Ends it now. */
        void end();
    }

    private record Held(Presented presented, Need need, Call call) {}

    Lasting(Vertx vertx, Changes changes, Verdicts verdicts, Clock clock) {
        this.vertx = vertx;
        this.changes = changes;
        this.verdicts = verdicts;
        this.clock = clock;
    }

    void open() {
        reachedNanos = clock.nanos();
        timer = vertx.setPeriodic(LOOK_MILLIS, look -> look());
    }

    /** Watches over a call until it is over. What needs no credentials lasts as it likes. */
    void hold(Presented presented, Need need, Call call) {
        boolean judged = presented.kind() == Presented.Kind.SESSION || presented.kind() == Presented.Kind.TOKEN;
        if (judged && need != Need.OPEN) {
            held.add(new Held(presented, need, call));
        }
    }

    private void look() {
        held.removeIf(one -> one.call().over());
        if (held.isEmpty() || looking) {
            return;
        }
        looking = true;
        long asked = clock.nanos();
        changes.count().compose(now -> judge(now, asked)).onComplete(done -> {
            looking = false;
            if (done.succeeded()) {
                reachedNanos = asked;
            } else if (clock.nanos() - reachedNanos > Verdicts.GRACE_NANOS) {
                // Agents go on: what they send is not acknowledged without the database anyway.
                endThose(List.copyOf(held), one -> one.need() != Need.INGEST);
            }
        });
    }

    private Future<?> judge(long now, long asked) {
        boolean due = now != count || asked - judgedNanos > ALL_NANOS;
        if (!due) {
            return Future.succeededFuture();
        }
        if (now != count) {
            verdicts.forget();
        }
        var all = List.copyOf(held);
        return verdicts.again(all.stream().map(Held::presented).toList()).onSuccess(callers -> {
            count = now;
            judgedNanos = asked;
            endThose(all, one -> !one.need().metBy(callers.get(one.presented().key())));
        });
    }

    private void endThose(List<Held> among, Predicate<Held> ends) {
        var gone = among.stream().filter(ends).toList();
        held.removeAll(gone);
        gone.forEach(one -> one.call().end());
    }

    void close() {
        vertx.cancelTimer(timer);
        held.clear();
    }
}
