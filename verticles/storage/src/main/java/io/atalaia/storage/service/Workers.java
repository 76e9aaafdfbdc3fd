/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.platform.bus.Fault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The threads that decode, pack and downsample; refuses work when too much of it waits. Used from one event loop. */
public final class Workers {
    private static final int MOST_WAITING = 500;
    private static final int LONGEST_SECONDS = 60;

    private final WorkerExecutor executor;
    private int waiting;

    private Workers(WorkerExecutor executor) {
        this.executor = executor;
    }

    public static Workers named(Vertx vertx, String name, int threads) {
        return new Workers(vertx.createSharedWorkerExecutor(name, threads, LONGEST_SECONDS, TimeUnit.SECONDS));
    }

    <T> Future<T> run(Callable<T> work) {
        if (waiting >= MOST_WAITING) {
            return Future.failedFuture(new Fault(Fault.UNAVAILABLE, "storage has too much to do, try again"));
        }
        waiting++;
        return executor.executeBlocking(work, false).eventually(() -> {
            waiting--;
            return Future.succeededFuture();
        });
    }

    public Future<Void> close() {
        return executor.close();
    }
}
