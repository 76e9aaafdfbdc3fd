/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.engine.Stillness;
import io.atalaia.platform.lease.Lease;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One contender for one lease. A step every third of the length reads the document and, by what it says, renews it, takes it
 * or waits; everything but {@link #fence} happens on one Vert.x context.
 */
final class MongoLease implements Lease {
    private static final Logger LOG = LoggerFactory.getLogger(MongoLease.class);

    private static final long PATIENCE_TO_FREE_MILLIS = 1_000;

    private final Vertx vertx;
    private final Context context;
    private final LeaseStore store;
    private final Clock clock;
    private final LeaseDocument mine;
    private final Stillness<String> stillness = new Stillness<>();
    private final AtomicBoolean given = new AtomicBoolean();
    private final Promise<Void> released = Promise.promise();

    private volatile Hold hold = Hold.NONE;
    /** The document as this contender last wrote it; null when it does not know what is there. */
    private LeaseDocument written;

    /** Should the document vanish, its successor's fence still grows. */
    private long greatestFence;

    private Future<Void> stepping = Future.succeededFuture();
    /** Tells the answer to this step from the late answer to one that was given up. */
    private long steps;

    private long timer;
    private boolean held;

    MongoLease(Vertx vertx, LeaseStore store, Clock clock, LeaseDocument mine) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.store = store;
        this.clock = clock;
        this.mine = mine;
    }

    MongoLease contending() {
        context.runOnContext(go -> {
            timer = vertx.setPeriodic(mine.length().toMillis() / 3, tick -> stepUnlessBusy());
            stepUnlessBusy();
        });
        return this;
    }

    @Override
    public OptionalLong fence() {
        var now = hold;
        return now.fence > 0 && clock.nanos() - now.until < 0 && !given.get()
                ? OptionalLong.of(now.fence)
                : OptionalLong.empty();
    }

    /** Completes when the contender knows whether it holds the lease; fails never. */
    Future<Void> settled() {
        Promise<Void> settled = Promise.promise();
        context.runOnContext(
                go -> (fence().isPresent() ? Future.<Void>succeededFuture() : stepUnlessBusy()).onComplete(settled));
        return settled.future();
    }

    @Override
    public Future<Void> release() {
        if (given.compareAndSet(false, true)) {
            hold = Hold.NONE;
            context.runOnContext(go -> {
                vertx.cancelTimer(timer);
                stepping.eventually(this::free).onComplete(released);
            });
        }
        return released.future();
    }

    /** What cannot be freed, since the store is out of reach, becomes free by standing still. */
    private Future<Void> free() {
        return Future.<Void>succeededFuture()
                .compose(go -> store.read(mine.name()))
                .compose(found -> found.filter(there -> there.owner().equals(mine.owner()))
                        .map(there -> store.change(there, there.freed()))
                        .orElse(Future.succeededFuture(false)))
                .timeout(PATIENCE_TO_FREE_MILLIS, TimeUnit.MILLISECONDS)
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    @CanIgnoreReturnValue
    private Future<Void> stepUnlessBusy() {
        if (stepping.isComplete() && !given.get()) {
            steps++;
            stepping = Future.<Void>succeededFuture()
                    .compose(go -> step())
                    .timeout(mine.length().toMillis(), TimeUnit.MILLISECONDS)
                    .otherwise(this::outOfReach)
                    .onComplete(done -> noteChange());
        }
        return stepping;
    }

    private Future<Void> step() {
        return written == null ? look() : write(written, written.renewed());
    }

    /** Reads what is there, and takes it when it is free, was ours all along, or stood still for its whole length. */
    private Future<Void> look() {
        long sent = clock.nanos();
        long step = steps;
        return store.read(mine.name()).compose(found -> {
            if (step != steps) {
                return Future.succeededFuture();
            }
            if (found.isEmpty()) {
                return write(null, new LeaseDocument(mine.name(), mine.owner(), mine.length(), greatestFence + 1, 1));
            }
            var there = found.get();
            if (there.owner().equals(mine.owner())) {
                return write(there, there.renewed());
            }
            boolean stoodStill = stillness.see(there.name(), there.owner() + there.version(), clock.nanos(), sent)
                    >= there.length().toNanos();
            return there.isFree() || stoodStill
                    ? write(there, there.takenBy(mine.owner(), mine.length()))
                    : Future.succeededFuture();
        });
    }

    /** Holding counts from this moment, before the write is on its way: another counts from when it sees the write. */
    private Future<Void> write(LeaseDocument from, LeaseDocument to) {
        long until = clock.nanos() + mine.length().toNanos();
        long step = steps;
        written = null;
        return (from == null ? store.create(to) : store.change(from, to)).map(won -> {
            if (step == steps) {
                written = won ? to : null;
                greatestFence = won ? to.fence() : greatestFence;
                hold = won ? new Hold(to.fence(), until) : Hold.NONE;
            }
            return null;
        });
    }

    /** A write whose fate is unknown leaves the hold as it was until that ends; the next step looks what is there. */
    private Void outOfReach(Throwable cause) {
        written = null;
        LOG.atDebug()
                .addKeyValue("lease", mine.name())
                .addKeyValue("cause", cause.toString())
                .log("lease could not be read or written");
        return null;
    }

    private void noteChange() {
        boolean now = fence().isPresent();
        if (now != held && !given.get()) {
            held = now;
            var log = now ? LOG.atDebug() : LOG.atWarn();
            log.addKeyValue("lease", mine.name()).log(now ? "lease taken" : "lease lost");
        }
    }

    /** @param until on the monotonic clock, in nanoseconds */
    private record Hold(long fence, long until) {
        static final Hold NONE = new Hold(0, 0);
    }
}
