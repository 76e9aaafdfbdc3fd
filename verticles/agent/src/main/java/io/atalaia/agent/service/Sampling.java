/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.agent.engine.Pace;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples at the machine's pace on one worker thread, and keeps what was taken on another: a slow disk delays no sample. Of several
 * moments that pass while the sample before is still being taken, one is made up for. Event loop only.
 */
public final class Sampling {
    private static final Logger LOG = LoggerFactory.getLogger(Sampling.class);

    /** So long a sealed minute may wait for the next sample. */
    private static final long SOON_MILLIS = 2_000;

    /** So many samples may wait for the disk; beyond, none are taken. */
    private static final int MOST_UNKEPT = 600;

    private final Vertx vertx;
    private final Workers workers;
    private final Clock clock;
    private final Keeping keeping;
    private final SampleRoads roads;
    private Pace pace;
    private Future<?> taking = Future.succeededFuture();
    private int unkept;
    private boolean stuck;
    private long timer = -1;
    private boolean stopped;

    Sampling(Vertx vertx, Workers workers, Clock clock, Keeping keeping, Pace pace, SampleRoads roads) {
        this.vertx = vertx;
        this.workers = workers;
        this.clock = clock;
        this.keeping = keeping;
        this.pace = pace;
        this.roads = roads;
    }

    /** The first sample is taken at once: a new machine is seen without waiting for its interval. */
    public void start() {
        take();
        // It follows no pace: a second one right behind it would tell nothing.
        plan(clock.millis() + pace.every() / 2);
    }

    /** From the next sample on; that one still comes when it was due. */
    public void pace(Pace newPace) {
        pace = newPace;
    }

    /** Ends the sample under way and seals what was gathered; nothing is taken afterwards. */
    public Future<Void> stop() {
        stopped = true;
        vertx.cancelTimer(timer);
        return taking.otherwiseEmpty()
                .compose(taken -> workers.files().executeBlocking(keeping::seal, false))
                .map(last -> {
                    roads.sealed(last);
                    return null;
                });
    }

    /** @param after epoch milliseconds; the next sample is due then or later */
    private void plan(long after) {
        if (!stopped) {
            long now = clock.millis();
            long sample = pace.next(after);
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
        if (due) {
            take();
        } else {
            seal();
        }
        plan(clock.millis());
    }

    private void take() {
        if (!isStuck()) {
            taking = workers.sampling()
                    .executeBlocking(keeping::take, false)
                    .map(this::took)
                    .onFailure(cause -> LOG.atError().setCause(cause).log("a sample was not taken"));
        }
    }

    private Void took(Keeping.Took took) {
        if (took.taken().sample() != null) {
            roads.taken(took.taken());
        }
        unkept++;
        workers.files()
                .executeBlocking(() -> keeping.keep(took), false)
                .onComplete(kept -> unkept--)
                .onSuccess(roads::sealed)
                .onFailure(cause -> LOG.atError().setCause(cause).log("a sample was not kept"));
        return null;
    }

    private void seal() {
        workers.files()
                .executeBlocking(keeping::sealIfOver, false)
                .onSuccess(roads::sealed)
                .onFailure(cause -> LOG.atError().setCause(cause).log("a minute was not sealed"));
    }

    private boolean isStuck() {
        boolean now = unkept >= MOST_UNKEPT;
        if (now && !stuck) {
            LOG.atWarn().addKeyValue("samples", unkept).log("the spool's disk is so slow that no samples are taken");
        }
        stuck = now;
        return now;
    }
}
