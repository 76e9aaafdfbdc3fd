/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.catalog;

import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.JudgementApi;
import io.atalaia.contracts.health.JudgementApi.AskRuled;
import io.atalaia.contracts.health.JudgementApi.Change;
import io.atalaia.contracts.health.JudgementApi.Ruled;
import io.atalaia.contracts.health.JudgementApi.Ruling;
import io.atalaia.contracts.health.JudgementApi.Rulings;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.engine.Following;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * This node's copy of what the deciders ruled about the health of instances; on every hub process, also where nothing is
 * checked. Answers at once and from any thread; what it keeps belongs to a Vert.x context of its own.
 */
public final class Agreement {
    private static final long LOOK_MILLIS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Context context;
    private final Bus bus;
    private final Clock clock;
    private final Consumer<Map<String, Opinion>> follower;
    private final Following following = new Following();
    private final List<Bus.Served> served = new ArrayList<>();
    private boolean stale = true;
    private long timer = -1;

    /** @param follower told what holds, by the instances' keys, whenever that changed; on a thread of this one's choice */
    public Agreement(Vertx vertx, Bus bus, Clock clock, Consumer<Map<String, Opinion>> follower) {
        this.vertx = vertx;
        context = vertx.getOrCreateContext();
        this.bus = bus;
        this.clock = clock;
        this.follower = follower;
    }

    /** Asks another node for what holds, and follows from then on. Succeeds also where there is no other. */
    public Future<Void> open() {
        return bus.listen(JudgementApi.RULINGS, told -> context.runOnContext(go -> heard(told)))
                .map(served::add)
                .compose(listening -> bus.ask(JudgementApi.RULED, new AskRuled(), PATIENCE)
                        .map(this::learned)
                        .otherwiseEmpty())
                .compose(learned -> bus.serve(JudgementApi.RULED, question -> Future.succeededFuture(ruled())))
                .map(served::add)
                .map(serving -> {
                    timer = vertx.setPeriodic(LOOK_MILLIS, tick -> context.runOnContext(go -> look()));
                    return null;
                });
    }

    /** Safe to call also when it was never opened. */
    public Future<Void> close() {
        vertx.cancelTimer(timer);
        return Future.join(served.stream().map(Bus.Served::end).toList()).mapEmpty();
    }

    /** What holds, by the instances' keys. */
    public Map<String, Ruling> rulings() {
        synchronized (following) {
            return following.rulings(clock.nanos());
        }
    }

    /** How an instance came to what holds of it, newest first, as long as this node remembers. */
    public List<Change> changes(String key) {
        synchronized (following) {
            return following.changes(key);
        }
    }

    /** Whether nobody decides now. */
    public boolean isStale() {
        synchronized (following) {
            return following.isStale(clock.nanos());
        }
    }

    private Ruled ruled() {
        synchronized (following) {
            return following.ruled(clock.nanos());
        }
    }

    private Void learned(Ruled told) {
        context.runOnContext(go -> {
            synchronized (following) {
                if (following.learn(told, clock.nanos())) {
                    show();
                }
            }
        });
        return null;
    }

    private void heard(Rulings told) {
        synchronized (following) {
            if (following.hear(told, clock.nanos())) {
                show();
            }
        }
        look();
    }

    private void look() {
        boolean now = isStale();
        if (now != stale) {
            stale = now;
            show();
        }
    }

    private void show() {
        Map<String, Opinion> opinions = new HashMap<>();
        rulings().values().stream()
                .filter(ruling -> ruling.health() != Health.UNKNOWN)
                .forEach(ruling -> opinions.put(ruling.key(), new Opinion(ruling.health(), ruling.detail(), stale)));
        follower.accept(opinions);
    }
}
