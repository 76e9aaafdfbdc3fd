/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import io.atalaia.contracts.node.NodeState.Position;
import java.util.LinkedHashSet;
import java.util.Set;

/** One instance of a service, with what is known of how it answers. Safe from any thread. */
public final class Target {
    /** What failed at once costs as much as a slow answer, or whoever fails fastest would get everything. */
    private static final double FAILURE_NANOS = 1e9;

    /** Below it differences say nothing. */
    private static final double LEAST_NANOS = 1e5;

    private final Place place;
    private final PeakLatency latency;
    private final Fuse fuse = new Fuse();
    private final Set<Waiting> waiting = new LinkedHashSet<>();

    Target(Place place, long now) {
        this.place = place;
        latency = new PeakLatency(now);
    }

    /** A request that waits for the head of its answer here. */
    public static final class Waiting {
        private final long since;

        private Waiting(long since) {
            this.since = since;
        }
    }

    /** What the breaker shows. @param inNanos until it lets one request through; null unless it is open */
    public record Shown(String id, Position position, int failures, Long inNanos) {}

    public Place place() {
        return place;
    }

    public synchronized Waiting begin(long now) {
        fuse.passed(now);
        var one = new Waiting(now);
        waiting.add(one);
        return one;
    }

    /** @return whether the breaker opened or closed by that */
    public synchronized boolean end(Waiting one, long now, Ending ending) {
        if (!waiting.remove(one)) {
            return false;
        }
        double took = now - one.since;
        switch (ending) {
            case ANSWERED -> {
                // Who failed and answers again is judged anew.
                if (fuse.failures() > 0) {
                    latency.set(now, took);
                } else {
                    latency.add(now, took);
                }
                return fuse.succeeded();
            }
            case LEFT -> {
                fuse.undecided(now);
                if (took > latency.value(now)) {
                    latency.add(now, took);
                }
                return false;
            }
            default -> {
                latency.add(now, Math.max(took, FAILURE_NANOS));
                return fuse.failed(now, ending == Ending.FAILED);
            }
        }
    }

    /**
     * What one more request is expected to take here: the latency, or the age of the oldest that still waits when that is more,
     * times those that wait.
     *
     * @param average weight of the service's instances, beside whom a heavier one may have more that wait
     */
    synchronized double cost(long now, double average) {
        double expected = Math.max(LEAST_NANOS, latency.value(now));
        if (!waiting.isEmpty()) {
            expected = Math.max(expected, now - waiting.iterator().next().since);
        }
        return expected * (1 + waiting.size() * average / Math.max(1, place.weight()));
    }

    public synchronized Position position() {
        return fuse.position();
    }

    synchronized boolean isDue(long now) {
        return fuse.isDue(now);
    }

    /** Whether it is held back though it answers, if only that it failed. */
    synchronized boolean answersOnly() {
        return fuse.answers();
    }

    public synchronized Shown shown(long now) {
        Long in = fuse.position() == Position.OPEN ? Math.max(0, fuse.tryAt() - now) : null;
        return new Shown(place.id(), fuse.position(), fuse.failures(), in);
    }

    public synchronized int waiting() {
        return waiting.size();
    }
}
