/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.gateway.engine.Guest;
import io.atalaia.gateway.engine.GuestLine;
import io.atalaia.gateway.engine.Guests;
import io.atalaia.gateway.engine.Guests.Accepted;
import io.atalaia.gateway.engine.Refusal;
import io.atalaia.gateway.engine.SeenIds;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Takes the samples of guests. They are stored in groups, one after the other: what comes while one is written waits for the
 * next, and every answer follows the write. Used on the gateway's event loop alone.
 */
public final class GuestService {
    /** Stands where machines have their operating system, so that lists of both tell them apart. */
    private static final String PROGRAM = "Program";

    /** So long after the beginning of a group the next one begins at the earliest: a write to disk for each sample would wear it. */
    private static final long GROUP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final int MOST_WAITING = 50_000;
    private static final long TICK_MILLIS = 1_000;

    private final Vertx vertx;
    private final Guests guests;
    private final GuestFiles files;
    private final LiveGuests live;
    private final Clock clock;
    private final GuestMeters meters;
    private final Origin origin;
    private List<Waiting> waiting = new ArrayList<>();
    private Future<?> writing = Future.succeededFuture();
    private long begunNanos;
    private long timer = -1;
    private long ticking = -1;
    private boolean closed;

    /**
     * What the guests of this process have in common.
     *
     * @param boot names the start of this process
     */
    public record Origin(String boot, String version) {}

    private record Waiting(Accepted accepted, Promise<Void> promise) {}

    public GuestService(
            Vertx vertx,
            Guests guests,
            GuestFiles files,
            LiveService live,
            Clock clock,
            GuestMeters meters,
            Origin origin) {
        this.vertx = vertx;
        this.guests = guests;
        this.files = files;
        this.live = new LiveGuests(live, clock);
        this.clock = clock;
        this.meters = meters;
        this.origin = origin;
        begunNanos = clock.nanos() - GROUP_NANOS;
    }

    /** Reads what an earlier process left. */
    public Future<Void> open() {
        return files.open().map(remembered -> {
            for (IdLog.Id id : remembered) {
                guests.ids().accepted(id.client(), id.id(), id.millis());
                guests.ids().stored(id.client(), id.id());
            }
            meters.watch(guests);
            ticking = vertx.setPeriodic(TICK_MILLIS, timer -> tick());
            return null;
        });
    }

    private void tick() {
        live.tick();
        guests.ids().expire(clock.millis());
        guests.forgetQuiet(clock.nanos());
        files.sealIfOver();
    }

    /**
     * Stores a sample.
     *
     * @param address from where it came
     * @return succeeds when it is on disk; a failure is always a {@link Refusal}
     */
    public Future<Void> save(GuestLine line, String address) {
        if (closed || waiting.size() >= MOST_WAITING) {
            return refused(new Refusal(
                    Refusal.UNAVAILABLE,
                    "busy",
                    closed ? "this gateway stops" : "too many samples wait for the disk; try again later"));
        }
        Accepted accepted;
        try {
            accepted = guests.accept(line, address, clock.millis(), clock.nanos());
        } catch (Refusal refusal) {
            return refused(refusal);
        }
        if (accepted.state() == SeenIds.State.STORED) {
            meters.repeated();
            return Future.succeededFuture();
        }
        Promise<Void> promise = Promise.promise();
        waiting.add(new Waiting(accepted, promise));
        beginSoon();
        return promise.future();
    }

    private Future<Void> refused(Refusal refusal) {
        meters.refused(refusal.reason());
        return Future.failedFuture(refusal);
    }

    private void beginSoon() {
        if (!writing.isComplete() || timer >= 0 || waiting.isEmpty()) {
            return;
        }
        long pause = TimeUnit.NANOSECONDS.toMillis(begunNanos + GROUP_NANOS - clock.nanos());
        if (pause <= 0) {
            begin();
        } else {
            timer = vertx.setTimer(pause, fired -> {
                timer = -1;
                begin();
            });
        }
    }

    private void begin() {
        List<Waiting> group = waiting;
        waiting = new ArrayList<>();
        begunNanos = clock.nanos();
        writing = files.write(rows(group)).transform(done -> {
            if (done.succeeded()) {
                done.result().guests().forEach(live::stored);
                succeed(group);
            } else {
                fail(group, done.cause());
            }
            return Future.<Void>succeededFuture();
        });
        writing.onComplete(done -> beginSoon());
    }

    private List<GuestStore.Row> rows(List<Waiting> group) {
        Map<Guest, MachineFacts> facts = new HashMap<>();
        List<GuestStore.Row> rows = new ArrayList<>(group.size());
        for (Waiting one : group) {
            Accepted accepted = one.accepted();
            if (accepted.state() == SeenIds.State.NEW) {
                Guest guest = accepted.guest();
                var id = accepted.id().isEmpty()
                        ? null
                        : new IdLog.Id(
                                clock.millis(),
                                guest.machine(),
                                origin.boot(),
                                accepted.time(),
                                accepted.id(),
                                guest.name());
                rows.add(new GuestStore.Row(
                        facts.computeIfAbsent(guest, this::facts),
                        guest.series(),
                        accepted.time(),
                        accepted.places(),
                        accepted.values(),
                        id));
            }
        }
        return rows;
    }

    private MachineFacts facts(Guest guest) {
        return new MachineFacts(
                guest.machine(),
                guest.name(),
                List.of(guest.address()),
                PROGRAM,
                "",
                "",
                "",
                0,
                0,
                0,
                origin.version(),
                origin.boot(),
                guest.everyMillis(),
                Map.of(),
                MachineFacts.GUEST,
                MachineFacts.HOST);
    }

    private void succeed(List<Waiting> group) {
        int fresh = (int) group.stream()
                .filter(one -> one.accepted().state() == SeenIds.State.NEW)
                .count();
        meters.stored(fresh, clock.nanos() - begunNanos);
        for (Waiting one : group) {
            Accepted accepted = one.accepted();
            if (accepted.state() == SeenIds.State.PENDING && state(accepted) == SeenIds.State.NEW) {
                // The one that it repeats was never handed to the disk after all.
                one.promise().fail(tryAgain());
            } else {
                guests.ids().stored(accepted.guest().name(), accepted.id());
                one.promise().complete();
            }
        }
    }

    private SeenIds.State state(Accepted accepted) {
        return guests.ids().state(accepted.guest().name(), accepted.id());
    }

    private void fail(List<Waiting> group, Throwable cause) {
        meters.failed(cause);
        for (Waiting one : group) {
            Accepted accepted = one.accepted();
            if (cause instanceof GuestStore.NotBegun && accepted.state() == SeenIds.State.NEW) {
                guests.ids().dropped(accepted.guest().name(), accepted.id());
            }
            one.promise().fail(tryAgain());
        }
    }

    private static Refusal tryAgain() {
        return new Refusal(
                Refusal.UNAVAILABLE, "disk", "the gateway's disk does not take samples now; try again later");
    }

    /** Takes no more, lets what is being written end, and sends what storage still takes. */
    public Future<Void> close() {
        closed = true;
        vertx.cancelTimer(ticking);
        vertx.cancelTimer(timer);
        waiting.forEach(one -> one.promise().fail(new Refusal(Refusal.UNAVAILABLE, "busy", "this gateway stops")));
        waiting = new ArrayList<>();
        return writing.eventually(files::close).mapEmpty();
    }
}
