/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.catalog;

import io.atalaia.contracts.health.JudgementApi;
import io.atalaia.contracts.health.JudgementApi.Observed;
import io.atalaia.contracts.health.JudgementApi.Seen;
import io.atalaia.platform.bus.Bus;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells the health checks how traffic went at the instances that it was sent to, once a second: one that refuses real
 * connections need not wait for its next check. Any thread.
 */
public final class Traffic {
    private static final long EVERY_MILLIS = 1_000;
    /** More instances are not told of within a second. */
    private static final int MOST = 1_000;

    private final Vertx vertx;
    private final Bus bus;
    private final String nodeId;
    private final Map<String, Count> counts = new ConcurrentHashMap<>();
    private final long timer;

    /** @param nodeId of the node that sends the traffic */
    public Traffic(Vertx vertx, Bus bus, String nodeId) {
        this.vertx = vertx;
        this.bus = bus;
        this.nodeId = nodeId;
        timer = vertx.setPeriodic(EVERY_MILLIS, tick -> tell());
    }

    private record Count(AtomicInteger answered, AtomicInteger refused, AtomicInteger timedOut) {
        Count() {
            this(new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
        }

        Seen of(String key) {
            return new Seen(key, answered.get(), refused.get(), timedOut.get());
        }
    }

    /** @param key a registration's id; an instance that answered, whatever it said */
    public void answered(String key) {
        count(key).answered.incrementAndGet();
    }

    /** The connection was refused. */
    public void refused(String key) {
        count(key).refused.incrementAndGet();
    }

    /** No connection, or no answer, in time. */
    public void timedOut(String key) {
        count(key).timedOut.incrementAndGet();
    }

    private Count count(String key) {
        var known = counts.get(key);
        if (known != null) {
            return known;
        }
        return counts.size() >= MOST ? new Count() : counts.computeIfAbsent(key, any -> new Count());
    }

    /** That all answered is no news. */
    private void tell() {
        List<Seen> seen = counts.keySet().stream()
                .map(key -> counts.remove(key).of(key))
                .filter(one -> one.refused() + one.timedOut() > 0)
                .toList();
        if (!seen.isEmpty()) {
            bus.announce(JudgementApi.OBSERVED, new Observed(nodeId, seen));
        }
    }

    /** Safe to call twice. */
    public void close() {
        vertx.cancelTimer(timer);
    }
}
