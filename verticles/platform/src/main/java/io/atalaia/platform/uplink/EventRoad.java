/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.uplink;

import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.event.Events;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.spool.Spool;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the spool's events to storage, apart from the blocks: neither waits for the other. Event loop only. */
final class EventRoad {
    private static final Logger LOG = LoggerFactory.getLogger(EventRoad.class);

    private final Spool spool;
    private final WorkerExecutor files;
    private final BlockDoor door;
    private final Clock clock;
    private final Runnable again;
    private final Backoff backoff = new Backoff(new SplittableRandom()::nextDouble);
    private boolean telling;
    private long retryAt;

    /** @param again runs when some were told, or could not be */
    EventRoad(Spool spool, WorkerExecutor files, BlockDoor door, Clock clock, Runnable again) {
        this.spool = spool;
        this.files = files;
        this.door = door;
        this.clock = clock;
        this.again = again;
        retryAt = clock.nanos();
    }

    void atOnce() {
        retryAt = clock.nanos();
        backoff.reset();
    }

    void pump() {
        if (telling || isEmpty() || clock.nanos() < retryAt) {
            return;
        }
        telling = true;
        files.executeBlocking(spool::events, false).compose(this::tell).onComplete(done -> ended(null), this::ended);
    }

    private Future<Void> tell(List<Event> next) {
        return door.note(new Events(next))
                .<Void>mapEmpty()
                .recover(cause -> isRefused(cause) ? refused(next, cause) : Future.failedFuture(cause))
                .compose(noted -> files.executeBlocking(
                        () -> {
                            spool.told(next);
                            return null;
                        },
                        false));
    }

    private static boolean isRefused(Throwable cause) {
        return cause instanceof Fault fault && fault.code() == Fault.BAD_REQUEST;
    }

    private static Future<Void> refused(List<Event> events, Throwable cause) {
        LOG.atError()
                .addKeyValue("events", events.size())
                .addKeyValue("cause", cause.getMessage())
                .log("storage refused events for good");
        return Future.succeededFuture();
    }

    private void ended(Throwable cause) {
        telling = false;
        if (cause == null) {
            backoff.reset();
        } else {
            retryAt = clock.nanos() + Fault.retryAfterNanos(cause) + TimeUnit.MILLISECONDS.toNanos(backoff.failed());
            LOG.atDebug().addKeyValue("cause", cause.getMessage()).log("storage takes no events");
        }
        again.run();
    }

    private boolean isEmpty() {
        return spool.stats().events() == 0;
    }

    boolean isIdle() {
        return !telling && isEmpty();
    }

    /** Nanoseconds until some may be told; {@link Long#MAX_VALUE} when none waits. */
    long nanosUntilDue(long now) {
        return telling || isEmpty() ? Long.MAX_VALUE : Math.max(0, retryAt - now);
    }
}
