/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which the agent may block.
 *
 * @param sampling the one that samples
 * @param slow for what may wait for a device or a network
 */
public record Workers(WorkerExecutor sampling, WorkerExecutor slow) {
    private static final int SLOW_THREADS = 4;
    private static final long CLOSE_LIMIT_MILLIS = 1_000;

    /** @param nodeId keeps several nodes in one process apart */
    public static Workers of(Vertx vertx, String nodeId) {
        return new Workers(
                vertx.createSharedWorkerExecutor("atalaia-agent-sampling-" + nodeId, 1),
                vertx.createSharedWorkerExecutor("atalaia-agent-slow-" + nodeId, SLOW_THREADS));
    }

    /** Does not wait for a thread that a dead network file system holds. */
    public Future<Void> close() {
        return Future.join(sampling.close(), slow.close())
                .timeout(CLOSE_LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }
}
