/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.platform.bus.Fault;
import io.vertx.core.Future;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once that the store does not answer, and once that it does again; askers are told each time. One event loop. */
public final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private boolean out;

    /** Turns the store's trouble into a fault that says so; what else fails stays as it is. */
    public <T> Future<T> guarded(Supplier<Future<T>> work) {
        return work.get().map(this::fine).recover(this::told);
    }

    private <T> T fine(T result) {
        if (out) {
            out = false;
            LOG.atInfo().log("the database answers again");
        }
        return result;
    }

    private <T> Future<T> told(Throwable cause) {
        if (!(cause instanceof SampleStore.Trouble)) {
            return Future.failedFuture(cause);
        }
        if (!out) {
            out = true;
            LOG.atWarn().addKeyValue("cause", cause.getMessage()).log("the database does not answer");
        }
        return Future.failedFuture(new Fault(Fault.UNAVAILABLE, "the database does not answer"));
    }
}
