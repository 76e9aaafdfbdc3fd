/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.start;

import io.atalaia.launcher.start.Step.Closer;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts steps one after the other and stops them in reverse. A step that fails to start stops those before it; a step that
 * fails to stop, or takes too long, does not keep the others from stopping.
 */
public final class Ladder {
    private static final Logger LOG = LoggerFactory.getLogger(Ladder.class);
    private final Deque<Rung> open = new ArrayDeque<>();
    private boolean stopping;

    private record Rung(Step step, Closer closer) {}

    /** Fails with the cause of the step that failed, after the steps before it have been stopped. */
    public Future<Void> up(List<Step> steps) {
        Future<Void> chain = Future.succeededFuture();
        for (Step step : steps) {
            chain = chain.compose(before -> begin(step)).compose(closer -> keep(new Rung(step, closer)));
        }
        return chain.recover(cause -> down().transform(stopped -> Future.failedFuture(cause)));
    }

    private synchronized Future<Closer> begin(Step step) {
        return stopping ? stopped() : step.open().get();
    }

    /** A signal may arrive while a step starts: what has started by then is stopped at once. */
    private synchronized Future<Void> keep(Rung rung) {
        if (stopping) {
            return closed(rung).compose(result -> stopped());
        }
        open.push(rung);
        return Future.succeededFuture();
    }

    private static <T> Future<T> stopped() {
        return Future.failedFuture(new IllegalStateException("it was told to stop while it started"));
    }

    /** Never fails. Safe from any thread, and before, during and after the start. */
    public Future<Void> down() {
        var rung = next();
        return rung == null ? Future.succeededFuture() : closed(rung).compose(result -> down());
    }

    private synchronized Rung next() {
        stopping = true;
        return open.poll();
    }

    private static Future<Void> closed(Rung rung) {
        return attempt(rung)
                .timeout(rung.step().patience().toMillis(), TimeUnit.MILLISECONDS)
                .<Void>mapEmpty()
                .otherwise(cause -> {
                    LOG.atWarn()
                            .addKeyValue("step", rung.step().name())
                            .addKeyValue("cause", cause.toString())
                            .log("did not stop cleanly");
                    return null;
                });
    }

    private static Future<?> attempt(Rung rung) {
        try {
            return rung.closer().close();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}
