/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import static io.atalaia.storage.Fixture.HOUR;
import static io.atalaia.storage.Fixture.MACHINE;
import static io.atalaia.storage.Fixture.MINUTE;
import static io.atalaia.storage.Fixture.SCHEMA;
import static io.atalaia.storage.Fixture.TEN;
import static io.atalaia.storage.Fixture.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.storage.Fixture;
import io.atalaia.storage.engine.Kept;
import io.atalaia.storage.engine.Machine;
import io.atalaia.storage.engine.Machine.Hours;
import io.atalaia.storage.engine.MinuteBlocks;
import io.atalaia.storage.engine.Stretch;
import io.atalaia.storage.engine.Tier;
import io.atalaia.storage.service.SampleStore.Note;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of samples has to do. */
public abstract class SampleStoreContract {
    private static final long HOUR_OF_TEN = TEN / HOUR;
    private SampleStore store;

    /** A prepared, empty store. */
    protected abstract SampleStore open();

    @BeforeEach
    void introduceTheMachine() {
        store = open();
        done(store.introduce(Fixture.facts(), SCHEMA, TEN));
    }

    @Test
    void aMachineIsKnownOnceItIsIntroduced() {
        Machine machine = machine();
        assertThat(machine.facts()).isEqualTo(Fixture.facts());
        assertThat(machine.firstSeen()).isEqualTo(TEN);
        assertThat(machine.lastBlock()).isZero();
        assertThat(machine.uses()).containsExactly(new Machine.Use(TEN, SCHEMA.hash(), 1000));
        assertThat(done(store.machines())).containsExactly(machine);
        assertThat(done(store.machine("nobody"))).isEmpty();
    }

    @Test
    void aSchemaComesBackWithItsLabels() {
        assertThat(done(store.schemas(List.of(SCHEMA.hash(), "unknown")))).containsExactly(SCHEMA);
    }

    @Test
    void anotherSchemaIsAnotherUseAndTheSameIsNot() {
        Schema other = Schema.of(List.of(Series.gauge("node_load5")));
        done(store.introduce(Fixture.facts(), SCHEMA, TEN + 1));
        done(store.introduce(Fixture.facts(), other, TEN + 2));
        assertThat(machine().firstSeen()).isEqualTo(TEN);
        assertThat(machine().uses()).extracting(Machine.Use::schema).containsExactly(SCHEMA.hash(), other.hash());
    }

    @Test
    void blocksComeBackByteForByte() {
        var block = Fixture.block(TEN, 60);
        assertThat(done(store.put(List.of(block), TEN))).isEqualTo(1);
        var read = done(store.minutes(MACHINE, List.of(Stretch.minuteOf(TEN), Stretch.minuteOf(TEN) + 1)));
        assertThat(read).singleElement().satisfies(minute -> {
            assertThat(minute.minute()).isEqualTo(Stretch.minuteOf(TEN));
            assertThat(minute.blocks()).singleElement().satisfies(stored -> {
                assertThat(stored.key()).isEqualTo(block.boot() + "_" + block.seq());
                assertThat(stored.payload()).isEqualTo(block.payload());
                assertThat(stored.from()).isEqualTo(TEN);
            });
        });
    }

    @Test
    void aBlockThatComesTwiceChangesNothing() {
        var first = Fixture.block(1, TEN, 30);
        var second = Fixture.block(2, TEN + 30_000, 30);
        assertThat(done(store.put(List.of(first, first), TEN))).isEqualTo(1);
        MinuteBlocks before = minute();
        assertThat(done(store.put(List.of(first), TEN))).isZero();
        assertThat(minute().writes()).isEqualTo(before.writes());
        assertThat(done(store.put(List.of(first, second), TEN))).isEqualTo(1);
        assertThat(minute().blocks()).hasSize(2);
    }

    @Test
    void manyMinutesAreReadInOneQuestion() {
        var blocks = Fixture.minutes(TEN, 300);
        assertThat(done(store.put(blocks, TEN))).isEqualTo(300);
        var minutes =
                IntStream.range(0, 400).mapToObj(i -> Stretch.minuteOf(TEN) + i).toList();
        assertThat(done(store.minutes(MACHINE, minutes))).hasSize(300);
    }

    @Test
    void aMinuteIsDroppedOnlyAsItWasRead() {
        done(store.put(List.of(Fixture.block(1, TEN, 30)), TEN));
        MinuteBlocks read = minute();
        done(store.put(List.of(Fixture.block(2, TEN + 30_000, 30)), TEN));
        done(store.drop(MACHINE, List.of(read)));
        assertThat(minute().blocks()).hasSize(2);
        done(store.drop(MACHINE, List.of(minute())));
        assertThat(done(store.minutes(MACHINE, List.of(Stretch.minuteOf(TEN))))).isEmpty();
    }

    @Test
    void notedHoursAreToBePacked() {
        done(store.note(List.of(new Note(MACHINE, HOUR_OF_TEN, TEN, TEN + MINUTE, "a"))));
        done(store.note(List.of(new Note(MACHINE, HOUR_OF_TEN - 1, TEN - HOUR, TEN - HOUR, "b"))));
        assertThat(machine().touched()).containsOnlyKeys(HOUR_OF_TEN, HOUR_OF_TEN - 1);
        assertThat(machine().firstBlock()).isEqualTo(TEN - HOUR);
        assertThat(machine().lastBlock()).isEqualTo(TEN + MINUTE);
        assertThat(machine().used())
                .containsOnly(
                        entry("a", new Hours(HOUR_OF_TEN, HOUR_OF_TEN)),
                        entry("b", new Hours(HOUR_OF_TEN - 1, HOUR_OF_TEN - 1)));
    }

    @Test
    void theNewestBlockNeverMovesBack() {
        done(store.noteLast(Map.of(MACHINE, TEN)));
        done(store.noteLast(Map.of(MACHINE, TEN - 1)));
        assertThat(machine().lastBlock()).isEqualTo(TEN);
    }

    @Test
    void anHourThatWasNotedAgainIsNotForgotten() {
        var note = new Note(MACHINE, HOUR_OF_TEN, TEN, TEN, "a");
        done(store.note(List.of(note)));
        long number = machine().touched().get(HOUR_OF_TEN);
        done(store.note(List.of(note)));
        done(store.forget(MACHINE, HOUR_OF_TEN, number));
        assertThat(machine().touched()).containsKey(HOUR_OF_TEN);
        done(store.forget(MACHINE, HOUR_OF_TEN, machine().touched().get(HOUR_OF_TEN)));
        assertThat(machine().touched()).isEmpty();
    }

    @Test
    void thePackedMarkOnlyGrows() {
        done(store.packed(MACHINE, HOUR_OF_TEN, Set.of("cpu-0", "other"), Map.of()));
        done(store.packed(MACHINE, HOUR_OF_TEN - 5, Set.of("disk"), Map.of(TEN, TEN + 1)));
        done(store.kept(MACHINE, new Kept(7, 6, 5, 3, 2, 1)));
        assertThat(machine().packedTo()).isEqualTo(HOUR_OF_TEN + 1);
        assertThat(machine().groups()).containsExactlyInAnyOrder("cpu-0", "other", "disk");
        assertThat(machine().rawFrom()).isEqualTo(7);
        assertThat(machine().kept()).isEqualTo(new Kept(7, 6, 5, 3, 2, 1));
        assertThat(machine().damage()).containsOnly(entry(TEN, TEN + 1));
        assertThat(machine().days()).hasSize(1);
    }

    @Test
    void columnsComeBackByTheirPaths() {
        assertThat(done(store.write(List.of(
                        write("a", Tier.ABSENT, 1, Map.of("t", bytes(1), "s.x", bytes(2))),
                        write("b", Tier.ABSENT, 1, Map.of("s.y.h3", bytes(3)))))))
                .isTrue();
        assertThat(done(store.tiers(List.of("a", "b", "c"), Set.of())))
                .flatExtracting(tier -> tier.columns().keySet())
                .containsExactlyInAnyOrder("t", "s.x", "s.y.h3");
        assertThat(done(store.tiers(List.of("a", "b"), Set.of("s.x", "s.y"))))
                .flatExtracting(tier -> tier.columns().keySet())
                .containsExactlyInAnyOrder("s.x", "s.y.h3");
        assertThat(done(store.fences(List.of("a")))).singleElement().satisfies(tier -> {
            assertThat(tier.fence()).isEqualTo(1);
            assertThat(tier.columns()).isEmpty();
        });
    }

    @Test
    void aLaterWriteTakesThePlaceOfTheDocument() {
        assertThat(done(store.write(List.of(write("a", Tier.ABSENT, 1, Map.of("s.x.h1", bytes(1)))))))
                .isTrue();
        assertThat(done(store.write(List.of(write("a", 1, 2, Map.of("s.x.h2", bytes(2)))))))
                .isTrue();
        assertThat(done(store.tiers(List.of("a"), Set.of())))
                .singleElement()
                .satisfies(tier -> assertThat(tier.columns()).containsOnlyKeys("s.x.h2"));
    }

    @Test
    void whoReadBeforeAnotherWroteIsRefused() {
        assertThat(done(store.write(List.of(write("a", Tier.ABSENT, 5, Map.of("t", bytes(5)))))))
                .isTrue();
        assertThat(done(store.write(List.of(write("a", Tier.ABSENT, 4, Map.of("t", bytes(4)))))))
                .isFalse();
        assertThat(done(store.write(List.of(write("a", 3, 4, Map.of("t", bytes(4)))))))
                .isFalse();
        assertThat(done(store.tiers(List.of("a"), Set.of())))
                .singleElement()
                .satisfies(tier -> assertThat(tier.columns().get("t")).containsExactly(5));
    }

    @Test
    void aWriteMayBeRepeated() {
        var write = write("a", Tier.ABSENT, 5, Map.of("t", bytes(5)));
        assertThat(done(store.write(List.of(write)))).isTrue();
        assertThat(done(store.write(List.of(write)))).isTrue();
    }

    @Test
    void removedDocumentsAreGone() {
        var writes = IntStream.range(0, 700)
                .mapToObj(i -> write("d" + i, Tier.ABSENT, 1, Map.of("t", bytes(1))))
                .toList();
        assertThat(done(store.write(writes))).isTrue();
        var ids = writes.stream().map(Tier.Write::id).toList();
        assertThat(done(store.tiers(ids, Set.of()))).hasSize(700);
        done(store.removeTiers(ids));
        assertThat(done(store.tiers(ids, Set.of()))).isEmpty();
    }

    @Test
    void processesAndTheFleetLieApart() {
        var ids = List.of("processes/1@m", "fleet/1/cpu", "raw/1@m/cpu");
        assertThat(done(store.write(ids.stream()
                        .map(id -> write(id, Tier.ABSENT, 1, Map.of("t", bytes(1))))
                        .toList())))
                .isTrue();
        assertThat(done(store.tiers(ids, Set.of()))).extracting(Tier::id).containsExactlyInAnyOrderElementsOf(ids);
        done(store.removeTiers(ids));
        assertThat(done(store.fences(ids))).isEmpty();
    }

    @Test
    void hoursOfTheFleetAreWrittenDownUntilTheyAreForgotten() {
        assertThat(done(store.fleet()).touched()).isEmpty();
        done(store.noteFleet(List.of(5L, 6L)));
        done(store.noteFleet(List.of(5L)));
        done(store.forgetFleet(5, 1));
        assertThat(done(store.fleet()).touched()).containsOnly(entry(5L, 2L), entry(6L, 1L));
        done(store.forgetFleet(5, 2));
        done(store.forgetFleet(6, 1));
        done(store.keptFleet(4));
        done(store.keptFleet(3));
        assertThat(done(store.fleet()).touched()).isEmpty();
        assertThat(done(store.fleet()).from()).isEqualTo(4);
    }

    @Test
    void aDayIsForgottenOnlyAsItWasRead() {
        done(store.packed(MACHINE, HOUR_OF_TEN, Set.of(), Map.of()));
        done(store.packed(MACHINE, HOUR_OF_TEN, Set.of(), Map.of()));
        long day = Stretch.dayOfHour(HOUR_OF_TEN);
        done(store.forgetDay(MACHINE, day, 1));
        assertThat(machine().days()).containsOnly(entry(day, 2L));
        done(store.forgetDay(MACHINE, day, 2));
        assertThat(machine().days()).isEmpty();
    }

    @Test
    void whatIsSaidOfOldTimesIsPrunedButNotTheNewestSchema() {
        var other = Schema.of(List.of(Fixture.LOAD));
        done(store.introduce(Fixture.facts(), other, TEN + HOUR));
        done(store.note(List.of(new Note(MACHINE, HOUR_OF_TEN, TEN, TEN, Fixture.SCHEMA.hash()))));
        done(store.note(List.of(new Note(MACHINE, HOUR_OF_TEN + 1, TEN, TEN, other.hash()))));
        done(store.prune(MACHINE, TEN + HOUR - 1));
        assertThat(machine().uses()).hasSize(2);
        done(store.prune(MACHINE, TEN + 90 * MINUTE));
        assertThat(machine().uses()).extracting(Machine.Use::schema).containsExactly(other.hash());
        assertThat(machine().used()).containsOnlyKeys(other.hash());
    }

    @Test
    void itSaysThatItLives() {
        done(store.ping());
    }

    private Machine machine() {
        return done(store.machine(MACHINE)).orElseThrow();
    }

    private MinuteBlocks minute() {
        return done(store.minutes(MACHINE, List.of(Stretch.minuteOf(TEN)))).get(0);
    }

    private static Tier.Write write(String id, long expected, long fence, Map<String, byte[]> columns) {
        return new Tier.Write(id, expected, fence, columns);
    }

    private static byte[] bytes(int value) {
        return new byte[] {(byte) value};
    }
}
