/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.AskEvents;
import io.atalaia.contracts.storage.StorageApi.Gap;
import io.atalaia.platform.clock.Clock;
import io.atalaia.storage.engine.EventDay;
import io.atalaia.storage.engine.GapReasons;
import io.atalaia.storage.engine.Skew;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Keeps what happened to machines and tells of it. Used from one event loop. */
public final class EventService {
    /** Of a gap that begins before the question, a stop so long ago is still found. */
    private static final long DAYS_BEFORE_A_GAP = 32;

    private final EventStore store;
    private final SampleStore samples;
    private final Marks marks;
    private final Written written;
    private final Clock clock;
    private final Duration kept;

    public EventService(
            EventStore store, SampleStore samples, Marks marks, Written written, Clock clock, Duration kept) {
        this.store = store;
        this.samples = samples;
        this.marks = marks;
        this.written = written;
        this.clock = clock;
        this.kept = kept;
    }

    /** Succeeds after the write. What is older than what is kept is acknowledged and left. */
    public Future<Done> note(Events events) {
        EventRules.requireSound(events);
        long now = clock.millis();
        List<Event> young = events.events().stream()
                .filter(event -> event.from() >= now - kept.toMillis())
                .map(event -> datable(event, now))
                .toList();
        return (young.isEmpty() ? Future.<Void>succeededFuture() : store.put(young))
                .compose(done -> {
                    young.forEach(event -> written.add("events", size(event)));
                    return marks.heed(young);
                })
                .map(Done.DONE);
    }

    /** Without the names of fields, which are as short as the time of an event is long. */
    private static long size(Event event) {
        return 64L
                + event.id().length()
                + event.text().length()
                + event.details().toString().length();
    }

    /** An event far in the future would never be found nor removed: it is dated when it came, and keeps its own time beside. */
    private static Event datable(Event event, long now) {
        if (event.from() <= now + Skew.MOST.toMillis()) {
            return event;
        }
        Map<String, String> details = new HashMap<>(event.details());
        details.put("told", Long.toString(event.from()));
        return new Event(event.machine(), event.id(), event.kind(), now, now, event.text(), details);
    }

    public Future<Events> answer(AskEvents question) {
        EventRules.requireSound(question);
        long first = EventDay.of(Math.max(question.from(), clock.millis() - kept.toMillis()));
        long last = EventDay.of(Math.min(question.to() - 1, clock.millis() + Skew.MOST.toMillis()));
        return machines(question.machine())
                .compose(machines -> newest(question, machines, first, last, new ArrayList<>()))
                .map(found -> new Events(found.stream()
                        .sorted(Comparator.comparingLong(Event::from))
                        .skip(Math.max(0, found.size() - question.limit()))
                        .toList()));
    }

    private Future<List<String>> machines(String machine) {
        return machine.isEmpty()
                ? samples.machines().map(all -> Stream.concat(
                                all.stream().map(one -> one.facts().id()), Stream.of(Event.SERVICES))
                        .toList())
                : Future.succeededFuture(List.of(machine));
    }

    /** Of all machines a day at a time, newest first, until there are enough; of one machine all days at once. */
    private Future<List<Event>> newest(
            AskEvents question, List<String> machines, long first, long last, List<Event> found) {
        if (last < first || found.size() >= question.limit()) {
            return Future.succeededFuture(found);
        }
        long from = question.machine().isEmpty() ? last : first;
        return store.read(machines, from, last).compose(events -> {
            events.stream().filter(event -> asked(question, event)).forEach(found::add);
            return newest(question, machines, first, from - 1, found);
        });
    }

    private static boolean asked(AskEvents question, Event event) {
        return event.from() >= question.from()
                && event.from() < question.to()
                && (question.kind().isEmpty() || question.kind().equals(event.kind()));
    }

    /** The answer with the reasons of its gaps; without gaps nothing is read. */
    public Future<Answer> named(String machine, Answer answer) {
        List<Gap> gaps = answer.gaps();
        if (!GapReasons.wanted(gaps)) {
            return Future.succeededFuture(answer);
        }
        long from = gaps.stream().mapToLong(Gap::from).min().orElseThrow();
        long to = gaps.stream().mapToLong(Gap::to).max().orElseThrow();
        long first = EventDay.of(Math.max(from, clock.millis() - kept.toMillis())) - DAYS_BEFORE_A_GAP;
        return store.read(List.of(machine), first, EventDay.of(to))
                .map(events -> new Answer(
                        answer.tier(),
                        answer.stepMillis(),
                        answer.until(),
                        answer.series(),
                        GapReasons.named(gaps, events)));
    }
}
