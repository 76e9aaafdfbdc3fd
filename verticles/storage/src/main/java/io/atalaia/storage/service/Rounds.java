/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.platform.bus.Fault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done again and again, never twice at a time. Used from one event loop. */
public final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Vertx vertx;
    private final String name;
    private final Supplier<Future<Void>> work;
    private Future<Void> running = Future.succeededFuture();
    private boolean failing;
    private long timer;

    private Rounds(Vertx vertx, String name, Supplier<Future<Void>> work) {
        this.vertx = vertx;
        this.name = name;
        this.work = work;
    }

    public static Rounds every(Vertx vertx, Duration pause, String name, Supplier<Future<Void>> work) {
        var rounds = new Rounds(vertx, name, work);
        rounds.timer = vertx.setPeriodic(pause.toMillis(), tick -> rounds.next());
        return rounds;
    }

    /** Succeeds once the round that runs has ended. */
    public Future<Void> stop() {
        vertx.cancelTimer(timer);
        return running;
    }

    private void next() {
        if (running.isComplete()) {
            running = work.get().onSuccess(done -> failing = false).recover(this::told);
        }
    }

    /** The database's silence is told elsewhere; anything else once, until a round succeeds again. */
    private Future<Void> told(Throwable cause) {
        if (!failing && !(cause instanceof Fault)) {
            LOG.atWarn().addKeyValue("work", name).setCause(cause).log("a round failed and will be tried again");
        }
        failing = true;
        return Future.succeededFuture();
    }
}
