/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.platform.lease.Lease;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the data to the layout that this release works with, or says why it cannot. */
public final class Layout {
    /** The layout of releases that wrote no version. */
    static final int FIRST = 1;

    private static final Logger LOG = LoggerFactory.getLogger(Layout.class);
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Vertx vertx;
    private final MetaStore store;
    private final List<Migration> steps;
    private final Lease lease;

    /**
     * @param steps in the order of their versions, from {@code FIRST + 1} on without a gap
     * @param lease under which the steps are done: other nodes wait for their end
     */
    public Layout(Vertx vertx, MetaStore store, List<Migration> steps, Lease lease) {
        this.vertx = vertx;
        this.store = store;
        this.steps = List.copyOf(steps);
        this.lease = lease;
    }

    public int version() {
        return FIRST + steps.size();
    }

    /** Fails with a sentence for the operator when these data are not for this release. */
    public Future<Void> ready() {
        return store.restoring()
                .compose(file -> file.isPresent()
                        ? Future.failedFuture(new IllegalStateException("the database was being restored from "
                                + file.get() + " and that did not end: restore it again with atalaia restore FILE"))
                        : look());
    }

    private Future<Void> look() {
        return store.layout().compose(this::of).compose(this::reached);
    }

    private Future<Integer> of(Optional<Integer> written) {
        if (written.isPresent()) {
            return Future.succeededFuture(written.get());
        }
        // The first layout is not written down: that could come after another node's migration.
        return store.isEmpty()
                .compose(empty -> empty ? store.layout(version()).map(version()) : Future.succeededFuture(FIRST));
    }

    private Future<Void> reached(int found) {
        if (found == version()) {
            return Future.succeededFuture();
        }
        if (found > version()) {
            return Future.failedFuture(new IllegalStateException("the data have version " + found
                    + " of their layout and this release knows up to " + version()
                    + ": start the newer release that wrote them, or restore a backup that this one can read"));
        }
        return lease.fence().isEmpty()
                ? vertx.timer(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS).compose(waited -> look())
                : migrated(found);
    }

    private Future<Void> migrated(int found) {
        Migration step = steps.get(found - FIRST);
        LOG.atInfo()
                .addKeyValue("to", step.to())
                .addKeyValue("what", step.what())
                .log("the data are being migrated");
        return step.work()
                .get()
                .compose(done -> lease.fence().isEmpty()
                        ? Future.<Void>failedFuture(new IllegalStateException(
                                "the migration to version " + step.to() + " took too long and is begun again"))
                        : store.layout(step.to()))
                .compose(written -> look());
    }
}
