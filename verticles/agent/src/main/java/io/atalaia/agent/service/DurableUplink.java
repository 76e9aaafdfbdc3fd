/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.agent.engine.Backoff;
import io.atalaia.agent.engine.BlockQueue;
import io.atalaia.agent.engine.BlockQueue.Waiting;
import io.atalaia.agent.engine.Introduced;
import io.atalaia.agent.engine.Sealed;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.uplink.BlockDoor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable road: sealed blocks go to storage in order, one at a time, and are forgotten only after it has acknowledged
 * them. Event loop only.
 */
public final class DurableUplink {
    private static final Logger LOG = LoggerFactory.getLogger(DurableUplink.class);

    private final Vertx vertx;
    private final BlockDoor door;
    private final Clock clock;
    private final CurrentFacts current;
    private final AgentMeters meters;
    private final BlockQueue queue;
    private final Backoff backoff;
    private final long spreadNanos;
    private final Introduced introduced = new Introduced();

    private Schema newest;
    private boolean asking;
    private boolean closed;
    private boolean failing;
    private boolean losing;
    private long retryAt = Long.MIN_VALUE;
    private long timer = -1;
    private Promise<Void> flushing;

    /** @param spread how long after its end a block of this machine waits, so that a fleet does not send in one instant */
    public DurableUplink(
            Vertx vertx,
            BlockDoor door,
            Clock clock,
            CurrentFacts current,
            AgentMeters meters,
            BlockQueue queue,
            Backoff backoff,
            Duration spread) {
        this.vertx = vertx;
        this.door = door;
        this.clock = clock;
        this.current = current;
        this.meters = meters;
        this.queue = queue;
        this.backoff = backoff;
        spreadNanos = spread.toNanos();
    }

    /** The schema under which samples are taken now: storage hears of it without waiting for a block. */
    public void schema(Schema schema) {
        newest = schema;
        if (!isIntroduced(schema)) {
            pump();
        }
    }

    public void offer(Sealed sealed) {
        int lost = queue.add(sealed, clock.nanos() + spreadNanos);
        if (lost > 0) {
            meters.dropped(lost, "queue full");
        }
        if (lost > 0 && !losing) {
            LOG.atWarn().log("storage has not taken blocks for too long: the oldest samples are given up");
        }
        losing = lost > 0;
        pump();
    }

    /** Sends everything at once; fails with what is left when the limit is over. */
    public Future<Void> flush(Duration limit) {
        flushing = Promise.promise();
        retryAt = Long.MIN_VALUE;
        backoff.reset();
        pump();
        return flushing.future()
                .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .recover(cause -> {
                    meters.dropped(queue.samples(), "stopped");
                    LOG.atWarn().addKeyValue("samples", queue.samples()).log("stopped before storage had every sample");
                    return Future.succeededFuture();
                });
    }

    public void close() {
        vertx.cancelTimer(timer);
        closed = true;
    }

    private void pump() {
        if (asking || closed) {
            return;
        }
        long now = clock.nanos();
        var first = queue.first();
        if (flushing != null && first == null) {
            flushing.tryComplete();
        } else if (now < retryAt) {
            wakeIn(retryAt - now);
        } else if (first != null && (flushing != null || now >= first.due())) {
            send(first);
        } else if (newest != null && !isIntroduced(newest)) {
            run(introduce(newest), null, true);
        } else if (first != null) {
            wakeIn(first.due() - now);
        }
    }

    private void send(Waiting first) {
        var schema = first.sealed().schema();
        boolean known = isIntroduced(schema);
        run(known ? store(first) : introduce(schema), first, known);
    }

    private boolean isIntroduced(Schema schema) {
        return introduced.knows(current.facts(), schema);
    }

    private Future<?> introduce(Schema schema) {
        var facts = current.facts();
        return door.introduce(new StorageApi.Introduction(facts, schema)).map(done -> {
            introduced.told(facts, schema);
            return done;
        });
    }

    private Future<?> store(Waiting first) {
        int samples = first.sealed().block().samples();
        meters.sent(samples);
        return door.store(first.sealed().block()).map(done -> {
            meters.acked(samples);
            queue.remove(first);
            return done;
        });
    }

    /** @param settles whether success ends the waiting after failures: an introduction on the way to a block does not */
    private void run(Future<?> question, Waiting about, boolean settles) {
        asking = true;
        question.onComplete(
                done -> {
                    asking = false;
                    if (settles) {
                        works();
                    }
                    pump();
                },
                cause -> {
                    asking = false;
                    failed(cause, about);
                    pump();
                });
    }

    private void works() {
        backoff.reset();
        if (failing) {
            failing = false;
            LOG.atInfo().log("storage takes blocks again");
        }
    }

    private void failed(Throwable cause, Waiting about) {
        int code = cause instanceof Fault fault ? fault.code() : Fault.INTERNAL;
        if (code == Fault.BAD_REQUEST && about != null) {
            refused(cause, about);
            return;
        }
        if (code == Fault.CONFLICT) {
            introduced.forget();
        }
        long wait = TimeUnit.MILLISECONDS.toNanos(backoff.failed());
        retryAt = clock.nanos() + wait;
        if (!failing && code != Fault.CONFLICT) {
            failing = true;
            LOG.atWarn().addKeyValue("cause", cause.getMessage()).log("storage takes no blocks; they wait here");
        }
    }

    private void refused(Throwable cause, Waiting about) {
        var block = about.sealed().block();
        queue.remove(about);
        meters.dropped(block.samples(), "refused");
        LOG.atError()
                .addKeyValue("seq", block.seq())
                .addKeyValue("samples", block.samples())
                .addKeyValue("cause", cause.getMessage())
                .log("storage refused a block for good");
    }

    private void wakeIn(long nanos) {
        vertx.cancelTimer(timer);
        timer = vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1), fired -> pump());
    }
}
