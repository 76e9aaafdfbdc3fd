/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.service;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.health.engine.Renewing;
import io.atalaia.health.engine.Subject;
import io.atalaia.health.engine.Watch;
import io.atalaia.platform.catalog.ServiceStore;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Looks whether services renew what they have to. For one event loop. */
final class Renewals {
    private final ServiceStore store;
    private final Clock clock;
    private final Watch watch;
    private final Watching watching;
    private final Renewing renewing = new Renewing();
    private Future<Void> reading = Future.succeededFuture();

    Renewals(ServiceStore store, Clock clock, Watch watch, Watching watching) {
        this.store = store;
        this.clock = clock;
        this.watch = watch;
        this.watching = watching;
    }

    /** To be called each second. */
    void look() {
        var subjects = watch.renewing();
        renewing.retain(subjects.stream().map(Subject::key).collect(Collectors.toSet()));
        if (!subjects.isEmpty() && reading.isComplete()) {
            long sent = clock.nanos();
            reading = store.renewals()
                    .map(counts -> {
                        subjects.forEach(subject -> see(subject, counts, sent));
                        return (Void) null;
                    })
                    .otherwise(cause -> {
                        renewing.couldNotSee();
                        return null;
                    });
        }
    }

    private void see(Subject subject, Map<String, Long> counts, long sent) {
        Long count = counts.get(subject.key());
        var checks = subject.target().checks();
        if (count == null) {
            return;
        }
        // All checks of this kind look at the same renewals: the shortest tells.
        long lasts = checks.stream()
                .filter(check -> check.kind() == Check.Kind.TTL)
                .mapToLong(Check::everyMillis)
                .min()
                .orElseThrow();
        renewing.see(subject.key(), count, sent, clock.nanos(), TimeUnit.MILLISECONDS.toNanos(lasts))
                .ifPresent(outcome -> {
                    for (int i = 0; i < checks.size(); i++) {
                        if (checks.get(i).kind() == Check.Kind.TTL) {
                            watching.noted(watch.renewed(subject.key(), i, outcome, clock.nanos(), clock.millis()));
                        }
                    }
                });
    }
}
