/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.event.Events;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.atalaia.tests.support.FakeTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotesTest {
    private final FakeTime time = new FakeTime(Instant.EPOCH);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Events> sent = new ArrayList<>();
    private Future<Done> outcome = Future.succeededFuture(Done.DONE);
    private final Notes notes = new Notes(this::storage, new Clock(time, time), meters);

    private Future<Done> storage(Events events) {
        sent.add(events);
        return outcome;
    }

    private static Event event(int number) {
        return new Event("m", "e-" + number, Event.STATE, number, number, "", Map.of());
    }

    @Test
    void whatStorageDoesNotTakeIsSentAgainAfterAPause() {
        outcome = Future.failedFuture(new Fault(Fault.UNAVAILABLE, "away"));
        notes.add(event(1));
        notes.sendSoon();
        notes.sendSoon();
        assertThat(sent).hasSize(1);
        outcome = Future.succeededFuture(Done.DONE);
        time.pass(Duration.ofSeconds(4));
        notes.sendSoon();
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).events()).containsExactly(event(1));
        notes.sendSoon();
        assertThat(sent).hasSize(2);
    }

    @Test
    void whatStorageRefusesIsNotSentAgain() {
        outcome = Future.failedFuture(new Fault(Fault.BAD_REQUEST, "no"));
        notes.add(event(1));
        notes.sendSoon();
        time.pass(Duration.ofSeconds(4));
        notes.sendSoon();
        assertThat(sent).hasSize(1);
        assertThat(meters.counter("atalaia_events_dropped").count()).isEqualTo(1);
    }

    @Test
    void ofTooManyTheOldestAreGivenUp() {
        for (int i = 0; i < 2_005; i++) {
            notes.add(event(i));
            notes.add(event(i));
        }
        assertThat(meters.counter("atalaia_events_dropped").count()).isEqualTo(5);
        notes.sendSoon();
        assertThat(sent.get(0).events().get(0)).isEqualTo(event(5));
        assertThat(sent.get(0).events()).hasSize(200);
    }
}
