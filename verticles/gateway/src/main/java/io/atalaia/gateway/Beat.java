/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import io.atalaia.platform.clock.Clock;
import io.vertx.core.Vertx;
import java.util.function.LongConsumer;

/** Runs a task once a second, so many milliseconds after the whole second of the wall clock, also after the clock was set. */
final class Beat {
    private static final long SECOND = 1_000;
    private static final long LEAST_PAUSE = SECOND / 2;

    private final Vertx vertx;
    private final Clock clock;
    private final long afterMillis;
    private final LongConsumer task;
    private long timer;
    private boolean stopped;

    /** @param task is given the whole second that is running, in epoch milliseconds */
    Beat(Vertx vertx, Clock clock, long afterMillis, LongConsumer task) {
        this.vertx = vertx;
        this.clock = clock;
        this.afterMillis = afterMillis;
        this.task = task;
    }

    Beat start() {
        arm(1);
        return this;
    }

    private void arm(long leastPause) {
        long pause = Math.floorMod(afterMillis - clock.millis(), SECOND);
        timer = vertx.setTimer(pause < leastPause ? pause + SECOND : pause, fired -> beat());
    }

    private void beat() {
        if (!stopped) {
            arm(LEAST_PAUSE);
            task.accept(Math.floorDiv(clock.millis(), SECOND) * SECOND);
        }
    }

    void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
    }
}
