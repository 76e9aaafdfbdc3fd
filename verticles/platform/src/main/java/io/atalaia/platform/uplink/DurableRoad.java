/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.uplink;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Schema;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.engine.Hash;
import io.atalaia.platform.spool.Entry;
import io.atalaia.platform.spool.Sealed;
import io.atalaia.platform.spool.Spool;
import io.atalaia.platform.uplink.RoadQueue.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable road: blocks go from the spool to storage and leave the spool only after storage has acknowledged them; several
 * travel at a time, in no strict order. Event loop only; files are read on the worker that is handed in.
 */
public final class DurableRoad {
    private static final Logger LOG = LoggerFactory.getLogger(DurableRoad.class);

    private final Vertx vertx;
    private final Spool spool;
    private final WorkerExecutor files;
    private final BlockDoor door;
    private final Clock clock;
    private final RoadMeters meters;
    private final Options options;
    private final RoadQueue queue;
    private final Introducer introducer;
    private final EventRoad events;
    private final Backoff backoff;

    private int inFlight;
    private boolean introducing;
    private boolean closed;
    private boolean failing;
    private long retryAt;
    private long timer = -1;
    private Promise<Void> flushing;

    /** @param files a worker of one thread, closed by whoever made it */
    public DurableRoad(
            Vertx vertx,
            Spool spool,
            WorkerExecutor files,
            BlockDoor door,
            Clock clock,
            RoadMeters meters,
            Options options) {
        this.vertx = vertx;
        this.spool = spool;
        this.files = files;
        this.door = door;
        this.clock = clock;
        this.meters = meters;
        this.options = options;
        queue = new RoadQueue(options.backlogPerSecond, clock.nanos());
        introducer = new Introducer(door);
        backoff = new Backoff(new SplittableRandom()::nextDouble);
        events = new EventRoad(spool, files, door, clock, this::pump);
        retryAt = clock.nanos();
    }

    /** What an earlier process left queues up. */
    public Future<Void> start() {
        return files.executeBlocking(spool::waiting, false).map(recovered -> {
            recovered.forEach(entry -> queue.add(entry, clock.nanos(), clock.millis()));
            pump();
            return null;
        });
    }

    /** What a machine is and samples now: storage hears of it without waiting for a block. Costs little when nothing changed. */
    public void use(MachineFacts facts, Schema schema) {
        if (introducer.use(facts, schema)) {
            pump();
        }
    }

    /** Blocks that were sealed now. Each waits as long as its machine's hash says, so that a fleet does not send in one instant. */
    public void offer(List<Entry> sealed) {
        long spread = options.spread.toNanos();
        for (Entry entry : sealed) {
            long wait = spread == 0 ? 0 : Math.floorMod(Hash.of(entry.machine()), spread);
            queue.add(entry, clock.nanos() + wait, clock.millis());
        }
        pump();
    }

    /** An event was noted in the spool. */
    public void wake() {
        pump();
    }

    /**
     * Sends everything at once, whatever wait was asked for: the process ends. Completes when storage has it or the limit is over.
     * What is left stays in the spool.
     */
    public Future<Void> flush(Duration limit) {
        flushing = Promise.promise();
        retryAt = clock.nanos();
        backoff.reset();
        events.atOnce();
        pump();
        return flushing.future()
                .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .recover(late -> {
                    LOG.atInfo()
                            .addKeyValue("blocks", queue.size() + inFlight)
                            .log("stopped before storage had every block: the next start sends the rest");
                    return Future.succeededFuture();
                });
    }

    public void close() {
        closed = true;
        vertx.cancelTimer(timer);
    }

    private void pump() {
        if (closed) {
            return;
        }
        long now = clock.nanos();
        events.pump();
        if (now >= retryAt) {
            introduce();
            send(now);
        }
        boolean idle = queue.isEmpty() && inFlight == 0 && !introducing && events.isIdle();
        if (flushing != null && idle) {
            flushing.tryComplete();
        }
        wakeLater(now);
    }

    private void introduce() {
        var telling = introducing ? null : introducer.outstanding();
        if (telling != null) {
            introducing = true;
            telling.onComplete(done -> introduced(null), this::introduced);
        }
    }

    private void introduced(Throwable cause) {
        introducing = false;
        if (cause != null) {
            failed(cause);
        }
        pump();
    }

    /** After a failure one block at a time asks whether storage is back. */
    private void send(long now) {
        int most = failing ? 1 : options.inFlight;
        while (inFlight < most) {
            var next = queue.next(now, clock.millis(), flushing != null);
            if (next == null) {
                return;
            }
            inFlight++;
            travel(next.entry()).onComplete(done -> arrived(), cause -> back(next, cause));
        }
    }

    private Future<?> travel(Entry entry) {
        return files.executeBlocking(() -> spool.read(entry), false)
                .compose(read -> read.isEmpty() ? Future.succeededFuture() : travel(entry, read.get()));
    }

    private Future<?> travel(Entry entry, Sealed sealed) {
        return introducer
                .before(sealed)
                .compose(introduced -> {
                    meters.sent(entry.samples());
                    return door.store(sealed.block());
                })
                .compose(stored -> {
                    meters.acked(entry.samples());
                    works();
                    return files.executeBlocking(
                            () -> {
                                spool.acknowledged(entry);
                                return null;
                            },
                            false);
                });
    }

    private void arrived() {
        inFlight--;
        pump();
    }

    private void back(Waiting waiting, Throwable cause) {
        int code = cause instanceof Fault fault ? fault.code() : Fault.INTERNAL;
        if (code == Fault.BAD_REQUEST || code == Fault.TOO_LARGE) {
            refused(waiting.entry(), cause.getMessage()).onComplete(done -> arrived());
            return;
        }
        if (code == Fault.CONFLICT) {
            introducer.forget(waiting.entry().machine());
        }
        queue.add(waiting.entry(), clock.nanos(), clock.millis());
        failed(cause);
        arrived();
    }

    private Future<Void> refused(Entry entry, String reason) {
        LOG.atError()
                .addKeyValue("machine", entry.machine())
                .addKeyValue("seq", entry.seq())
                .addKeyValue("samples", entry.samples())
                .addKeyValue("cause", reason)
                .log("storage refused a block for good");
        return files.executeBlocking(
                () -> {
                    spool.refused(entry, reason);
                    return null;
                },
                false);
    }

    private void works() {
        backoff.reset();
        if (failing) {
            failing = false;
            LOG.atInfo().log("storage takes blocks again");
        }
    }

    /**
     * Of several that fail together only the first makes the wait longer. What the other side asks for comes before the wait of
     * our own, which differs from machine to machine: a fleet that was told the same does not return in one instant.
     */
    private void failed(Throwable cause) {
        long now = clock.nanos();
        long asked = now + Fault.retryAfterNanos(cause);
        retryAt = now < retryAt ? Math.max(retryAt, asked) : asked + TimeUnit.MILLISECONDS.toNanos(backoff.failed());
        boolean conflict = cause instanceof Fault fault && fault.code() == Fault.CONFLICT;
        if (!failing && !conflict) {
            failing = true;
            LOG.atWarn()
                    .addKeyValue("cause", cause.getMessage())
                    .log("storage takes no blocks; they wait in the spool");
        }
    }

    private void wakeLater(long now) {
        vertx.cancelTimer(timer);
        long untilRetry = Math.max(0, retryAt - now);
        boolean busy = inFlight >= (failing ? 1 : options.inFlight) || queue.isEmpty();
        long wait = busy ? Long.MAX_VALUE : Math.max(flushing == null ? queue.nanosUntilDue(now) : 0, untilRetry);
        if (untilRetry > 0 && introducer.isUnsure()) {
            wait = Math.min(wait, untilRetry);
        }
        wait = Math.min(wait, events.nanosUntilDue(now));
        if (wait != Long.MAX_VALUE) {
            timer = vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(Math.max(0, wait)) + 1, fired -> pump());
        }
    }

    /**
     * @param spread over how long the blocks of a fleet's minute are sent
     * @param inFlight how many blocks travel at a time
     * @param backlogPerSecond how many blocks that are older than two minutes are sent in a second
     */
    public record Options(Duration spread, int inFlight, int backlogPerSecond) {
        /** For one machine: a day of minutes goes in less than a minute. */
        public static final Options ONE_MACHINE = new Options(Duration.ofSeconds(20), 8, 40);
    }
}
