/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which the agent may block. Nobody puts a task on one of them while the same task is still under way, so
 * that a thread that hangs holds a bounded number of tasks behind it.
 *
 * @param sampling the one that samples
 * @param slow for what may wait for a device of this machine
 * @param remote for volumes of other machines, which may hang for as long as those like
 * @param files for reading what is on its way from the spool
 */
public record Workers(WorkerExecutor sampling, WorkerExecutor slow, WorkerExecutor remote, WorkerExecutor files) {
    private static final int SLOW_THREADS = 2;
    private static final int REMOTE_THREADS = 4;
    /** A volume that hangs is told once by who waits for it, not every second by Vert.x's watch over its threads. */
    private static final long UNWATCHED_DAYS = 10_000;

    private static final long CLOSE_LIMIT_MILLIS = 1_000;

    /** @param nodeId keeps several nodes in one process apart */
    public static Workers of(Vertx vertx, String nodeId) {
        return new Workers(
                vertx.createSharedWorkerExecutor("atalaia-agent-sampling-" + nodeId, 1),
                unwatched(vertx, "atalaia-agent-slow-" + nodeId, SLOW_THREADS),
                unwatched(vertx, "atalaia-agent-remote-" + nodeId, REMOTE_THREADS),
                vertx.createSharedWorkerExecutor("atalaia-agent-files-" + nodeId, 1));
    }

    private static WorkerExecutor unwatched(Vertx vertx, String name, int threads) {
        return vertx.createSharedWorkerExecutor(name, threads, UNWATCHED_DAYS, TimeUnit.DAYS);
    }

    /** Does not wait for a thread that hangs. */
    public Future<Void> close() {
        return Future.join(sampling.close(), slow.close(), remote.close(), files.close())
                .timeout(CLOSE_LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }
}
