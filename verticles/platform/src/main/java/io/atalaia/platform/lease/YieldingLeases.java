/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.lease;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Leases that a node gives up while it is degraded, so that another may take them, and contends for again afterwards. Safe from any
 * thread.
 */
public final class YieldingLeases implements Leases {
    private final Leases leases;
    private final Set<Yielding> all = ConcurrentHashMap.newKeySet();
    private volatile boolean yielding;

    public YieldingLeases(Leases leases) {
        this.leases = leases;
    }

    @Override
    public Lease contend(String name, Duration length) {
        var lease = new Yielding(name, length);
        all.add(lease);
        lease.follow();
        return lease;
    }

    /** @param now whether nothing may be held from now on */
    public void yielding(boolean now) {
        yielding = now;
        all.forEach(Yielding::follow);
    }

    private final class Yielding implements Lease {
        private final String name;
        private final Duration length;
        /** Null while it yields. */
        private volatile Lease claim;

        private boolean given;
        private Future<Void> released = Future.succeededFuture();

        Yielding(String name, Duration length) {
            this.name = name;
            this.length = length;
        }

        synchronized void follow() {
            boolean contend = !yielding && !given;
            if (contend && claim == null) {
                claim = leases.contend(name, length);
            } else if (!contend && claim != null) {
                released = claim.release();
                claim = null;
            }
        }

        @Override
        public OptionalLong fence() {
            var now = claim;
            return now == null || yielding ? OptionalLong.empty() : now.fence();
        }

        @Override
        public synchronized Future<Void> release() {
            given = true;
            all.remove(this);
            follow();
            return released;
        }
    }
}
