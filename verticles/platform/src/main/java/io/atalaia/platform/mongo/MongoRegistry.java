/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.registry.Registry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.mongo.MongoClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registrations as documents of the collection {@code registrations}, each under its node's lease. Made once for a process;
 * safe from any thread: what it keeps belongs to a Vert.x context of its own, and answers come back on the caller's.
 */
public final class MongoRegistry implements Registry {
    private static final Logger LOG = LoggerFactory.getLogger(MongoRegistry.class);
    static final Duration LEASE = Duration.ofSeconds(5);
    private static final long RETRY_MILLIS = 500;
    /** How long a publication waits for the store before it succeeds without it. */
    private static final long PATIENCE_MILLIS = 2_000;

    private final Vertx vertx;
    private final Context context;
    private final Clock clock;
    private final String nodeId;
    private final String host;
    private final MongoLease lease;
    private final RegistrationStore store;
    private final LeaseStore leases;
    private final RegistrationReader reader;
    private final long timer;

    private List<Instance> offered = List.of();
    private RegistrationDocument announced;
    private Future<Void> writing = Future.succeededFuture();
    private boolean waiting;

    /** @param host the node's name, for people */
    public MongoRegistry(Vertx vertx, MongoClient mongo, Clock clock, String nodeId, String host) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.clock = clock;
        this.nodeId = nodeId;
        this.host = host;
        store = new RegistrationStore(mongo);
        leases = new LeaseStore(mongo);
        reader = new RegistrationReader(store, leases, clock, LEASE.toNanos() / 2);
        lease = new MongoLeases(vertx, mongo, clock, nodeId).claim(RegistrationDocument.leaseName(nodeId), LEASE);
        timer = vertx.setPeriodic(RETRY_MILLIS, tick -> context.runOnContext(go -> announceUnlessBusy()));
    }

    @Override
    public Future<Registration> publish(Offer offer) {
        var instance = new Instance(offer.service(), nodeId, host, offer.address(), clock.millis());
        return here(() -> change(with(instance))).map(() -> here(() -> change(without(instance))));
    }

    @Override
    public Future<List<Instance>> instances() {
        return reader.instances();
    }

    /** Whether this node's lease is held, which also shows that the database takes writes. */
    public boolean leased() {
        return lease.fence().isPresent();
    }

    /** Writes what this node offers once more, whatever is believed to stand there. */
    public void announceAgain() {
        context.runOnContext(go -> announced = null);
    }

    /** Withdraws everything and gives the node's lease up. Succeeds also while the store is out of reach. */
    public Future<Void> close() {
        vertx.cancelTimer(timer);
        return here(() -> change(List.of()).eventually(lease::release).eventually(this::removeLease));
    }

    /** Nobody contends for it again: the next process of this node has another id. */
    private Future<Void> removeLease() {
        return leases.read(RegistrationDocument.leaseName(nodeId))
                .compose(found ->
                        found.filter(LeaseDocument::isFree).map(leases::remove).orElse(Future.succeededFuture(false)))
                .timeout(PATIENCE_MILLIS / 2, TimeUnit.MILLISECONDS)
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private List<Instance> with(Instance instance) {
        var more = new ArrayList<>(offered);
        more.add(instance);
        return List.copyOf(more);
    }

    private List<Instance> without(Instance instance) {
        return offered.stream().filter(other -> !other.equals(instance)).toList();
    }

    /** Once the store is known to be out of reach nobody waits for it. */
    private Future<Void> change(List<Instance> instances) {
        offered = instances;
        if (waiting) {
            return Future.succeededFuture();
        }
        return announce()
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .recover(cause -> Future.succeededFuture(later(cause)));
    }

    private void announceUnlessBusy() {
        if (writing.isComplete()) {
            announce().onFailure(this::later);
        }
    }

    /** One write after the other, so that an older list never overwrites a newer one. */
    private Future<Void> announce() {
        writing = writing.otherwiseEmpty().compose(before -> lease.settled()).compose(settled -> write());
        return writing;
    }

    private Future<Void> write() {
        var fence = lease.fence();
        if (fence.isEmpty()) {
            announced = null;
            return offered.isEmpty() ? Future.succeededFuture() : Future.failedFuture("the node's lease is not held");
        }
        var document = new RegistrationDocument(nodeId, host, fence.getAsLong(), offered);
        if (document.equals(announced)) {
            return Future.succeededFuture();
        }
        var written = offered.isEmpty() ? store.remove(nodeId, document.fence()) : store.write(document);
        return written.map(done -> noted(document));
    }

    private Void noted(RegistrationDocument document) {
        announced = document;
        if (waiting) {
            waiting = false;
            LOG.atInfo().addKeyValue("node", nodeId).log("registrations are written again");
        }
        return null;
    }

    private Void later(Throwable cause) {
        if (!waiting && !offered.isEmpty()) {
            waiting = true;
            LOG.atWarn()
                    .addKeyValue("node", nodeId)
                    .addKeyValue("cause", cause.getMessage())
                    .log("registrations cannot be written now, and will be as soon as the database answers");
        }
        return null;
    }

    /** Does the work on this registry's context and brings the outcome back to the caller's. */
    private <T> Future<T> here(Supplier<Future<T>> work) {
        var caller = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        context.runOnContext(
                go -> work.get().onComplete(outcome -> caller.runOnContext(back -> promise.handle(outcome))));
        return promise.future();
    }
}
