/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.agent.engine.Pace;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples at the machine's pace on one worker thread, and hands what was taken to the event loop. Of several moments that
 * pass while the sample before is still being taken, one is made up for. Event loop only.
 */
public final class Sampling {
    private static final Logger LOG = LoggerFactory.getLogger(Sampling.class);

    /** So long a sealed minute may wait for the next sample. */
    private static final long SOON_MILLIS = 2_000;

    private final Vertx vertx;
    private final WorkerExecutor worker;
    private final Clock clock;
    private final Keeping keeping;
    private final Pace pace;
    private final Consumer<Kept> roads;
    private Future<?> taking = Future.succeededFuture();
    private long timer = -1;
    private boolean stopped;

    public Sampling(Vertx vertx, WorkerExecutor worker, Clock clock, Keeping keeping, Pace pace, Consumer<Kept> roads) {
        this.vertx = vertx;
        this.worker = worker;
        this.clock = clock;
        this.keeping = keeping;
        this.pace = pace;
        this.roads = roads;
    }

    /** The first sample is taken at once: a new machine is seen without waiting for its interval. */
    public void start() {
        run(true);
    }

    /** Ends the sample under way and seals what was gathered; nothing is taken afterwards. */
    public Future<Void> stop() {
        stopped = true;
        vertx.cancelTimer(timer);
        return taking.otherwiseEmpty()
                .compose(done -> worker.executeBlocking(keeping::seal, false))
                .map(last -> {
                    roads.accept(last);
                    return null;
                });
    }

    private void plan() {
        if (!stopped) {
            long now = clock.millis();
            long sample = pace.next(now);
            long minute = Pace.nextMinute(now);
            // A sample seals the minute before it by itself; only a slow machine's block would wait for that too long.
            long wake = sample - minute > SOON_MILLIS ? minute : sample;
            timer = vertx.setTimer(wake - now, fired -> wake(sample, wake));
        }
    }

    /**
     * Timers follow another clock than the wall's: one that fires early would sample twice. A moment that comes while the
     * worker still seals or samples is not left out: its sample is taken right after, under its true time.
     */
    private void wake(long sample, long wake) {
        long now = clock.millis();
        if (stopped) {
            return;
        }
        if (now < wake && wake - now < pace.every()) {
            timer = vertx.setTimer(wake - now, fired -> wake(sample, wake));
        } else if (taking.isComplete()) {
            run(now >= sample || now < wake);
        } else {
            taking.onComplete(done -> wake(sample, wake));
        }
    }

    private void run(boolean due) {
        taking = worker.executeBlocking(() -> due ? keeping.take() : keeping.sealIfOver(), false)
                .onSuccess(roads::accept)
                .onFailure(cause -> LOG.atError().setCause(cause).log("a sample was not taken"));
        plan();
    }
}
