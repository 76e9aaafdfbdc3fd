/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import static io.atalaia.storage.Fixture.HOUR;
import static io.atalaia.storage.Fixture.MACHINE;
import static io.atalaia.storage.Fixture.MINUTE;
import static io.atalaia.storage.Fixture.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.AskEvents;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.platform.bus.Fault;
import io.atalaia.storage.Fixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final long DAY = 24 * HOUR;
    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench();
        bench.introduce();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static Event event(String id, String kind, long from) {
        return new Event(MACHINE, id, kind, from, from, "it happened", Map.of("a.b", "$c"));
    }

    private void note(Event... events) {
        bench.done(() -> bench.happened.note(new Events(List.of(events))));
    }

    private List<Event> ask(String machine, String kind, long from, long to, int limit) {
        return bench.done(() -> bench.happened.answer(new AskEvents(machine, kind, from, to, limit)))
                .events();
    }

    @Test
    void whatHappenedToServicesIsToldAmongTheEventsOfAll() {
        var failed = new Event(
                Event.SERVICES, "health-1", Event.HEALTH, TEN, TEN, "shop: shop-1 fails", Map.of("id", "shop-1"));
        note(failed, event("one", Event.START, TEN + MINUTE));
        assertThat(ask("", Event.HEALTH, TEN, TEN + HOUR, 10)).containsExactly(failed);
        assertThat(ask("", "", TEN, TEN + HOUR, 10)).hasSize(2);
        assertThat(ask(Event.SERVICES, "", TEN, TEN + HOUR, 10)).containsExactly(failed);
    }

    @Test
    void whatIsToldComesBackInOrderAsItWas() {
        var later = event("two", Event.STOP, TEN + MINUTE);
        var first = event("one", Event.START, TEN);
        note(later, first);
        assertThat(ask(MACHINE, "", TEN, TEN + HOUR, 10)).containsExactly(first, later);
        assertThat(ask(MACHINE, Event.STOP, TEN, TEN + HOUR, 10)).containsExactly(later);
        assertThat(ask(MACHINE, "", TEN, TEN + MINUTE, 10)).containsExactly(first);
        assertThat(ask(MACHINE, "", TEN, TEN + HOUR, 1)).containsExactly(later);
        assertThat(ask("nobody", "", TEN, TEN + HOUR, 1)).isEmpty();
    }

    @Test
    void whatIsToldTwiceCountsOnce() {
        var one = event("one", Event.START, TEN);
        note(one, one);
        note(one, event("two", Event.STOP, TEN));
        note(one);
        assertThat(ask(MACHINE, "", TEN, TEN + HOUR, 10)).hasSize(2);
    }

    @Test
    void aDayOfAMachineIsBounded() {
        for (int batch = 0; batch < 5; batch++) {
            int first = batch * 500;
            note(IntStream.range(first, first + 500)
                    .mapToObj(i -> event("e" + i, Event.STATE, TEN + i))
                    .toArray(Event[]::new));
        }
        var newest = ask(MACHINE, "", TEN - HOUR, TEN + DAY, 500);
        assertThat(newest.get(newest.size() - 1).text()).isEqualTo("And 500 more events on this day");
        assertThat(newest.get(newest.size() - 2).id()).isEqualTo("e1999");
        note(event("another", Event.STATE, TEN - DAY));
        assertThat(ask(MACHINE, "", TEN - DAY, TEN, 10)).hasSize(1);
    }

    @Test
    void eventsOfAllMachinesAreAnsweredNewestFirstUntilThereAreEnough() {
        String other = "5f0c6a4e-7f1c-4f43-9d57-0d1a5a7d0002";
        bench.done(() -> bench.introductions.introduce(new Introduction(Fixture.facts(other, 1000), Fixture.SCHEMA)));
        note(event("old", Event.START, TEN - 3 * DAY), event("new", Event.START, TEN));
        note(new Event(other, "theirs", Event.START, TEN + 1, TEN + 1, "", Map.of()));
        assertThat(ask("", "", TEN - 4 * DAY, TEN + HOUR, 10))
                .extracting(Event::id)
                .containsExactly("old", "new", "theirs");
        assertThat(ask("", "", TEN - 4 * DAY, TEN + HOUR, 2))
                .extracting(Event::id)
                .containsExactly("new", "theirs");
    }

    @Test
    void anEventOfAClockFarAheadIsDatedWhenItCame() {
        note(event("odd", Event.CLOCK, TEN + 400 * DAY));
        assertThat(ask(MACHINE, "", TEN, TEN + HOUR, 10)).singleElement().satisfies(event -> {
            assertThat(event.from()).isEqualTo(TEN);
            assertThat(event.details()).containsEntry("told", Long.toString(TEN + 400 * DAY));
        });
    }

    @Test
    void whatIsTooOldIsRemovedADayAtATime() {
        note(event("old", Event.START, TEN - DAY), event("young", Event.START, TEN));
        bench.time.pass(Duration.ofDays(395).plusHours(1));
        bench.done(bench.oldEvents::round);
        assertThat(bench.done(() -> bench.events.read(List.of(MACHINE), TEN / DAY - 1, TEN / DAY)))
                .extracting(Event::id)
                .containsExactly("young");
        note(event("older", Event.START, TEN - DAY));
        assertThat(bench.done(() -> bench.events.read(List.of(MACHINE), TEN / DAY - 1, TEN / DAY)))
                .hasSize(1);
    }

    @Test
    void withoutTheLeaseNothingIsRemoved() {
        note(event("old", Event.START, TEN - DAY));
        bench.fence = 0;
        bench.time.pass(Duration.ofDays(500));
        bench.done(bench.oldEvents::round);
        assertThat(bench.done(() -> bench.events.read(List.of(MACHINE), TEN / DAY - 1, TEN / DAY)))
                .hasSize(1);
    }

    @Test
    void aGapIsNamedByTheEventThatCoversIt() {
        bench.time.pass(Duration.ofMinutes(10));
        bench.store(List.of(Fixture.block(TEN, 60), Fixture.block(TEN + 3 * MINUTE, 60)));
        note(new Event(MACHINE, "gap", Event.GAP, TEN + 59_000, TEN + 3 * MINUTE, "the spool was full", Map.of()));
        assertThat(bench.ask("node_load1", TEN, TEN + 4 * MINUTE, 1000, As.RAW).gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).isEqualTo("the spool was full"));
    }

    @Test
    void whatMakesNoSenseIsRefusedWithTheFieldAndTheRule() {
        refused("machine:", new Event("a/b", "i", "gap", 0, 0, "", Map.of()));
        refused("id:", new Event(MACHINE, "a.b", "gap", 0, 0, "", Map.of()));
        refused("id:", new Event(MACHINE, "", "gap", 0, 0, "", Map.of()));
        refused("kind:", new Event(MACHINE, "i", "GAP", 0, 0, "", Map.of()));
        refused("from:", new Event(MACHINE, "i", "gap", -1, 0, "", Map.of()));
        refused("to:", new Event(MACHINE, "i", "gap", 2, 1, "", Map.of()));
        refused("text:", new Event(MACHINE, "i", "gap", 0, 0, "x".repeat(1_001), Map.of()));
        refused("details:", new Event(MACHINE, "i", "gap", 0, 0, "", Map.of("k", "v".repeat(257))));
        refused("limit:", new AskEvents("", "", 0, 1, 0));
        refused("from has", new AskEvents("", "", 1, 1, 1));
        refused("from and to:", new AskEvents("", "", 0, 32 * DAY, 1));
        refused("machine:", new AskEvents("a/b", "", 0, 1, 1));
    }

    private void refused(String why, Event event) {
        isRefused(why, () -> note(event));
    }

    private void refused(String why, AskEvents question) {
        isRefused(why, () -> bench.done(() -> bench.happened.answer(question)));
    }

    private static void isRefused(String why, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work).hasMessageStartingWith(why).isInstanceOfSatisfying(Fault.class, fault -> assertThat(
                        fault.code())
                .isEqualTo(400));
    }

    @Test
    void twoStoragesThatAreToldAtOnceKeepEverything() {
        List<io.vertx.core.Future<?>> told = new ArrayList<>();
        bench.done(() -> {
            for (int i = 0; i < 6; i++) {
                told.add(bench.happened.note(new Events(List.of(event("e" + i, Event.STATE, TEN)))));
            }
            return io.vertx.core.Future.all(told);
        });
        assertThat(ask(MACHINE, "", TEN, TEN + 1, 10)).hasSize(6);
    }
}
