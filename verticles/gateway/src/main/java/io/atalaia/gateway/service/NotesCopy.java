/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.platform.access.MachineNotes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Keeps this gateway's fleet to what operators say of machines at any gateway. For one event loop. */
public final class NotesCopy {
    private static final long LOOK_MILLIS = 1_000;

    private final Vertx vertx;
    private final MachineNotes notes;
    private final Fleet fleet;
    private long changes = -1;
    private long timer = -1;
    private boolean looking;

    public NotesCopy(Vertx vertx, MachineNotes notes, Fleet fleet) {
        this.vertx = vertx;
        this.notes = notes;
        this.fleet = fleet;
    }

    public void open() {
        timer = vertx.setPeriodic(0, LOOK_MILLIS, look -> look());
    }

    /** One small question; only when anything changed everything is read. While the database does not answer, all stays. */
    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        notes.changes().compose(this::read).onComplete(done -> looking = false);
    }

    private Future<Void> read(long now) {
        return now == changes
                ? Future.succeededFuture()
                : notes.all().map(all -> {
                    fleet.heed(all);
                    changes = now;
                    return null;
                });
    }

    public void close() {
        vertx.cancelTimer(timer);
    }
}
