/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.service;

import io.atalaia.contracts.health.JudgementApi;
import io.atalaia.health.engine.Court;
import io.atalaia.health.engine.Peers;
import io.atalaia.health.engine.Subject;
import io.atalaia.health.engine.Watch;
import io.atalaia.health.engine.Watchers;
import io.atalaia.health.probe.Probes;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.catalog.Agreement;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.catalog.ServiceStore;
import io.atalaia.platform.catalog.Snapshot;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The post of one watcher: everything that it does, each at its pace. For one event loop, on which it is opened. */
public final class Post {
    private static final long STEP_MILLIS = 50;
    private static final long SIT_MILLIS = 200;
    private static final long TELL_MILLIS = 2_000;
    private static final long RENEWALS_MILLIS = 1_000;

    private final Vertx vertx;
    private final Bus bus;
    private final Clock clock;
    private final Self self;
    private final Catalog catalog;
    private final RoleInstances roles;
    private final Subjects subjects;
    private final Watch watch;
    private final Peers peers;
    private final Court court;
    private final Watching watching;
    private final Deciding deciding;
    private final Renewals renewals;
    private final Duration every;
    private final List<Bus.Served> served = new ArrayList<>();
    private final List<Long> timers = new ArrayList<>();
    private Future<Void> reading = Future.succeededFuture();
    private List<Subject> known = List.of();
    private Snapshot seen;
    private Object seenRoles;
    private Map<String, String> fit = Map.of();
    private boolean closed;
    private volatile long failing;
    private volatile long holdings;
    private volatile long doubts;
    private volatile boolean doubting;

    /** What a post stands on. */
    public record Ground(Catalog catalog, Agreement agreement, ServiceStore store) {}

    /** How instances are judged. */
    public record Rules(Duration every, Duration patience, Duration ghostsAfter) {}

    public Post(
            Vertx vertx,
            Bus bus,
            Clock clock,
            Self self,
            Ground ground,
            Rules rules,
            RoleInstances roles,
            Peers peers,
            Watch watch,
            Probes probes) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.self = self;
        this.roles = roles;
        this.peers = peers;
        this.watch = watch;
        catalog = ground.catalog();
        every = rules.every();
        subjects = new Subjects(rules.every(), rules.patience());
        court = new Court(self.id(), peers, ground.agreement()::rulings);
        watching = new Watching(bus, clock, self, watch, peers, probes);
        deciding = new Deciding(bus, clock, self, court, rules.ghostsAfter());
        renewals = new Renewals(ground.store(), clock, watch, watching);
    }

    public Future<Void> open() {
        return bus.listen(JudgementApi.OPINIONS, told -> {
                    if (!told.node().equals(self.id())) {
                        peers.hear(told, clock.nanos());
                    }
                })
                .map(served::add)
                .compose(listening -> bus.listen(JudgementApi.OBSERVED, watching::observed))
                .map(served::add)
                .map(listening -> begin());
    }

    private Void begin() {
        repeat(Math.max(1, every.toMillis()), this::readUnlessBusy);
        repeat(STEP_MILLIS, this::step);
        repeat(SIT_MILLIS, this::sit);
        repeat(RENEWALS_MILLIS, renewals::look);
        repeat(TELL_MILLIS, () -> {
            watching.tellAll();
            deciding.tellAll();
        });
        tick();
        return null;
    }

    private void repeat(long millis, Runnable work) {
        timers.add(vertx.setPeriodic(0, millis, tick -> work.run()));
    }

    /** Not periodic: a timer that catches up after a stall would tell of punctual ticks. */
    private void tick() {
        if (!closed) {
            long wait = TimeUnit.NANOSECONDS.toMillis(watching.tick() + 999_999);
            vertx.setTimer(Math.max(1, wait), next -> tick());
        }
    }

    private void readUnlessBusy() {
        if (reading.isComplete()) {
            reading = roles.read();
        }
    }

    private void sit() {
        doubting = watching.isDoubting();
        deciding.sit(known, roles.nodes(), doubting);
        failing = court.failing();
        holdings = court.holdings();
        doubts = watching.doubts();
    }

    private void step() {
        var snapshot = catalog.now();
        var newFit = peers.fitAndSelf(clock.nanos());
        boolean moved = snapshot != seen || roles.known() != seenRoles;
        if (moved) {
            seen = snapshot;
            seenRoles = roles.known();
            known = subjects.of(snapshot, roles.known());
        }
        if (moved || !newFit.equals(fit)) {
            fit = newFit;
            watch.assign(mine(), clock.nanos());
        }
        watching.step();
    }

    private List<Subject> mine() {
        return known.stream()
                .filter(subject -> Watchers.watches(self.id(), subject, fit))
                .toList();
    }

    /** The last word, and nothing after it. Safe to call also when it was never opened. */
    public Future<Void> close() {
        closed = true;
        timers.forEach(vertx::cancelTimer);
        if (!timers.isEmpty()) {
            watching.leave();
            deciding.leave();
        }
        return Future.join(served.stream().map(Bus.Served::end).toList()).mapEmpty();
    }

    /** Any thread, as those below. */
    public long failing() {
        return failing;
    }

    public long holdings() {
        return holdings;
    }

    public long doubts() {
        return doubts;
    }

    public boolean isDoubting() {
        return doubting;
    }
}
