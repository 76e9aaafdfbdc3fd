/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.service;

import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.health.engine.Court.Changed;
import io.atalaia.health.engine.Subject;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.engine.Hash;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Has storage keep what was ruled as events. What storage does not take waits, the newest {@value #MOST_WAITING}; that is best
 * effort: it does not survive this process. For one event loop.
 */
final class Chronicle {
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_AT_ONCE = 100;
    private static final int LONGEST_VALUE = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Bus bus;
    private final Deque<Event> waiting = new ArrayDeque<>();
    private Future<Void> telling = Future.succeededFuture();

    Chronicle(Bus bus) {
        this.bus = bus;
    }

    /** That an instance passes is news only after it failed: a start would be a wall of good news otherwise. */
    void note(Changed changed) {
        var ruling = changed.ruling();
        if (changed.before() == Health.UNKNOWN && ruling.health() == Health.PASSING) {
            return;
        }
        String what = ruling.health() == Health.FAILING ? " fails: " + ruling.detail() : " passes again";
        add(event(
                ruling.key(),
                ruling.at(),
                ruling.service() + ": " + ruling.key() + what,
                Map.of(
                        "service",
                        ruling.service(),
                        "id",
                        cut(ruling.key()),
                        "before",
                        word(changed.before()),
                        "after",
                        word(ruling.health()),
                        "detail",
                        cut(ruling.detail()))));
    }

    void removed(Subject ghost, long at) {
        add(event(
                ghost.key() + "/removed",
                at,
                ghost.service() + ": " + ghost.key() + " was removed, because it failed for so long",
                Map.of("service", ghost.service(), "id", cut(ghost.key()), "after", "removed")));
    }

    /** The same change told twice has the same id. */
    private static Event event(String key, long at, String text, Map<String, String> details) {
        String id = "health-" + Long.toHexString(Hash.of(key)) + "-" + at;
        return new Event(Event.SERVICES, id, Event.HEALTH, at, at, text, details);
    }

    private static String word(Health health) {
        return health.name().toLowerCase(Locale.ROOT);
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_VALUE));
    }

    private void add(Event event) {
        waiting.addLast(event);
        if (waiting.size() > MOST_WAITING) {
            waiting.removeFirst();
        }
    }

    /** Tells what waits; to be called from time to time. */
    void tell() {
        if (telling.isComplete() && !waiting.isEmpty()) {
            List<Event> next = waiting.stream().limit(MOST_AT_ONCE).toList();
            telling = bus.ask(StorageApi.NOTE, new Events(next), PATIENCE)
                    .map(noted -> forget(next))
                    .otherwise(cause -> isRefused(cause) ? forget(next) : null);
        }
    }

    private static boolean isRefused(Throwable cause) {
        return cause instanceof Fault fault && fault.code() == Fault.BAD_REQUEST;
    }

    private Void forget(List<Event> told) {
        waiting.removeAll(told);
        return null;
    }
}
