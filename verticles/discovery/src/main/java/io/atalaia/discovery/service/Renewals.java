/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.service;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.discovery.DiscoveryApi.Renew;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.catalog.ServiceStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Renews leases: what comes within a moment is written together. Used on one event loop alone. */
public final class Renewals {
    private static final long TOGETHER_MILLIS = 100;
    /** So many wait at most; services that come too soon come again. */
    private static final int MOST_WAITING = 10_000;

    private final Vertx vertx;
    private final ServiceStore store;
    private Map<String, Promise<Done>> waiting = new LinkedHashMap<>();

    public Renewals(Vertx vertx, ServiceStore store) {
        this.vertx = vertx;
        this.store = store;
    }

    /** Succeeds when the renewal is written. */
    public Future<Done> renew(Renew question) {
        if (question.id() == null) {
            return Future.failedFuture(new Fault(Fault.BAD_REQUEST, "id is missing"));
        }
        if (waiting.size() >= MOST_WAITING) {
            return Future.failedFuture(new Fault(Fault.UNAVAILABLE, "too many renewals at once"));
        }
        if (waiting.isEmpty()) {
            vertx.setTimer(TOGETHER_MILLIS, soon -> write());
        }
        return waiting.computeIfAbsent(question.id(), id -> Promise.promise()).future();
    }

    private void write() {
        var now = waiting;
        waiting = new LinkedHashMap<>();
        Registrations.reached(store.renew(Set.copyOf(now.keySet())))
                .onSuccess(known -> now.forEach((id, promise) -> {
                    if (known.contains(id)) {
                        promise.complete(Done.DONE);
                    } else {
                        promise.fail(new Fault(Fault.NOT_FOUND, "there is no registration " + id));
                    }
                }))
                .onFailure(cause -> now.values().forEach(promise -> promise.fail(cause)));
    }
}
