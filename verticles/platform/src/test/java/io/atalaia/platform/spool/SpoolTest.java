/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import static io.atalaia.platform.spool.Spools.BOOT;
import static io.atalaia.platform.spool.Spools.CLOCK;
import static io.atalaia.platform.spool.Spools.LARGE;
import static io.atalaia.platform.spool.Spools.MACHINE;
import static io.atalaia.platform.spool.Spools.MINUTE;
import static io.atalaia.platform.spool.Spools.NOW;
import static io.atalaia.platform.spool.Spools.ONE;
import static io.atalaia.platform.spool.Spools.TWO;
import static io.atalaia.platform.spool.Spools.facts;
import static io.atalaia.platform.spool.Spools.names;
import static io.atalaia.platform.spool.Spools.sample;
import static io.atalaia.platform.spool.Spools.stamps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.series.Sample;
import io.atalaia.platform.config.ByteSize;
import io.atalaia.platform.engine.block.BlockCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    Path directory;

    private final Spools.Heard heard = new Spools.Heard();

    @BeforeEach
    void setClock() {
        NOW.set(MINUTE);
    }

    private Spool open() {
        return open(LARGE);
    }

    private Spool open(SpoolConfig config) {
        return Spools.open(directory, config, heard);
    }

    /** A minute of the machine. */
    @CanIgnoreReturnValue
    private static List<Entry> fill(Spool spool, int minute, int samples) {
        for (int second = 0; second < samples; second++) {
            NOW.set(MINUTE + minute * 60_000L + second * 1000L);
            assertThat(spool.append(sample(NOW.get(), ONE), ONE, facts(MACHINE)))
                    .hasSize(second == 0 && minute > 0 ? 1 : 0);
        }
        return minute == 0 ? List.of() : spool.waiting();
    }

    @Test
    void aSampleOfTheNextMinuteSealsTheOneBefore() {
        var spool = open();
        fill(spool, 0, 60);
        assertThat(names(directory)).hasSize(2);
        var entry =
                spool.append(sample(MINUTE + 60_000, ONE), ONE, facts(MACHINE)).get(0);
        assertThat(entry.seq()).isEqualTo(1);
        assertThat(entry.samples()).isEqualTo(60);
        assertThat(entry.from()).isEqualTo(MINUTE);
        assertThat(entry.to()).isEqualTo(MINUTE + 59_000);
        assertThat(spool.waiting()).containsExactly(entry);
        var sealed = spool.read(entry).orElseThrow();
        assertThat(sealed.schema()).isEqualTo(ONE);
        assertThat(sealed.facts()).isEqualTo(facts(MACHINE));
        assertThat(sealed.block().boot()).isEqualTo(BOOT);
        var columns = BlockCodec.decode(sealed.block().payload());
        assertThat(columns.values()[0][7]).isEqualTo(sample(MINUTE + 7000, ONE).values()[0]);
        assertThat(columns.processes()).hasSize(12);
        assertThat(spool.seal()).extracting(Entry::seq).containsExactly(2L);
    }

    @Test
    void aMinuteIsSealedWhenItIsOverAlsoWithoutASample() {
        var spool = open();
        fill(spool, 0, 1);
        assertThat(spool.sealIfOver(MINUTE + 59_000)).isEmpty();
        assertThat(spool.sealIfOver(MINUTE + 60_000)).hasSize(1);
        assertThat(spool.sealIfOver(MINUTE + 60_000)).isEmpty();
    }

    @Test
    void anAcknowledgedBlockLeavesNothing() {
        var spool = open();
        fill(spool, 0, 3);
        var entry = spool.seal().get(0);
        assertThat(names(directory))
                .filteredOn(name -> name.endsWith(".sealed"))
                .hasSize(1);
        spool.acknowledged(entry);
        assertThat(names(directory)).containsExactly(ONE.hash() + ".schema");
        assertThat(spool.waiting()).isEmpty();
        assertThat(spool.read(entry)).isEmpty();
        assertThat(spool.stats().blocks()).isZero();
    }

    @Test
    void whatWasNotSealedIsSealedByTheNextStartUnderItsOldBootAndNumber() {
        var first = open();
        fill(first, 0, 60);
        fill(first, 1, 20);
        var waiting = open().waiting();
        assertThat(waiting).extracting(Entry::seq).containsExactly(1L, 2L);
        assertThat(waiting).extracting(Entry::samples).containsExactly(60, 20);
        assertThat(waiting).extracting(Entry::boot).containsOnly(BOOT);
        assertThat(names(directory)).noneMatch(name -> name.endsWith(".journal"));
    }

    @Test
    void aBlockIsTheSameBytesAfterARestart() {
        var first = open();
        fill(first, 0, 60);
        var before = first.read(first.seal().get(0)).orElseThrow();
        var spool = open();
        var after = spool.read(spool.waiting().get(0)).orElseThrow();
        assertThat(after.block()).usingRecursiveComparison().isEqualTo(before.block());
        assertThat(after.facts()).isEqualTo(before.facts());
        assertThat(after.schema()).isEqualTo(before.schema());
    }

    @Test
    void aSchemaThatChangesBeginsABlock() {
        var spool = open();
        fill(spool, 0, 3);
        assertThat(spool.append(sample(MINUTE + 3000, TWO), TWO, facts(MACHINE)))
                .extracting(Entry::schema)
                .containsExactly(ONE.hash());
        assertThat(spool.seal()).extracting(Entry::schema).containsExactly(TWO.hash());
        assertThat(spool.waiting())
                .allSatisfy(entry -> assertThat(spool.read(entry)).isPresent());
    }

    @Test
    void aClockThatStepsBackBeginsABlock() {
        var spool = open();
        fill(spool, 0, 3);
        assertThat(spool.append(sample(MINUTE + 1500, ONE), ONE, facts(MACHINE)))
                .hasSize(1);
    }

    @Test
    void theOldestFileGoesWhenTheSpoolIsFullAndItsGapIsTold() {
        var spool = open(new SpoolConfig(new ByteSize(20_000), Duration.ofHours(48), Duration.ofSeconds(5)));
        for (int minute = 0; minute < 60; minute++) {
            fill(spool, minute, 60);
        }
        assertThat(spool.stats().bytes()).isLessThan(20_000 + 15_000);
        var waiting = spool.waiting();
        assertThat(waiting.get(waiting.size() - 1).seq()).isEqualTo(59);
        long lost = waiting.get(0).seq() - 1;
        assertThat(spool.events()).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Event.GAP);
            assertThat(gap.from()).isEqualTo(MINUTE);
            assertThat(gap.to()).isEqualTo(MINUTE + lost * 60_000 - 1000);
            assertThat(gap.details())
                    .containsEntry("samples", Long.toString(lost * 60))
                    .containsEntry("boot", BOOT)
                    .containsEntry("seq", "1");
            assertThat(gap.text()).contains("the spool was full");
        });
        assertThat(heard.said.stream()
                        .mapToLong(said -> Long.parseLong(said.split(" ")[0]))
                        .sum())
                .isEqualTo(lost * 60);
    }

    @Test
    void whatIsTooOldGoes() {
        var spool = open(new SpoolConfig(new ByteSize(8_000_000), Duration.ofMinutes(10), Duration.ofSeconds(5)));
        for (int minute = 0; minute < 15; minute++) {
            fill(spool, minute, 2);
        }
        // A block counts from the moment when it was sealed.
        assertThat(spool.waiting()).hasSize(11);
        assertThat(heard.said).containsOnly("2 too old");
        assertThat(spool.events().get(0).details()).containsEntry("lastSeq", Integer.toString(heard.said.size()));
    }

    @Test
    void eventsStayUntilTheyAreTold() {
        var start = new Event(MACHINE, "a", Event.START, 1, 1, "The agent began.", Map.of("version", "1"));
        var spool = open();
        spool.note(start);
        assertThat(open().events()).containsExactly(start);
        spool.told(spool.events());
        assertThat(open().events()).isEmpty();
    }

    @Test
    void aGapThatWasHandedOutDoesNotGrowAnyMore() {
        var spool = open();
        for (int minute = 0; minute < 4; minute++) {
            fill(spool, minute, 2);
        }
        var waiting = spool.waiting();
        spool.refused(waiting.get(0), "no");
        var told = spool.events();
        spool.refused(waiting.get(1), "no");
        spool.refused(waiting.get(2), "no");
        spool.told(told);
        assertThat(spool.events()).singleElement().satisfies(gap -> assertThat(gap.details())
                .containsEntry("seq", "2")
                .containsEntry("lastSeq", "3"));
    }

    @Test
    void aDamagedFileIsSetAsideAndLeavesAGap() throws IOException {
        var first = open();
        fill(first, 0, 60);
        fill(first, 1, 60);
        assertThat(first.seal()).hasSize(1);
        Path file = directory.resolve(names(directory).get(0));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 5] ^= 1;
        Files.write(file, bytes);
        var spool = open();
        assertThat(spool.read(spool.waiting().get(0))).isEmpty();
        assertThat(spool.waiting()).extracting(Entry::seq).containsExactly(2L);
        assertThat(names(directory)).anyMatch(name -> name.endsWith(".sealed.corrupt"));
        assertThat(spool.events().get(0).details()).containsEntry("samples", "60");
        assertThat(heard.said).containsExactly("damaged", "60 damaged");
    }

    @Test
    void thousandsOfMachinesLieInOneFileThatGoesWhenAllAreAcknowledged() throws IOException {
        var spool = Spool.open(directory, LARGE, Gathering::loose, CLOCK, heard);
        for (int machine = 0; machine < 2_000; machine++) {
            assertThat(spool.append(sample("guest-" + machine, MINUTE + machine, ONE), ONE, facts("guest-" + machine)))
                    .isEmpty();
        }
        var entries = spool.sealIfOver(MINUTE + 60_000);
        assertThat(entries).hasSize(2_000).extracting(Entry::seq).containsOnly(1L);
        assertThat(spool.read(entries.get(1_234)).orElseThrow().facts().id()).isEqualTo("guest-1234");
        entries.subList(1, 2_000).forEach(spool::acknowledged);
        assertThat(names(directory)).hasSize(2);
        spool.acknowledged(entries.get(0));
        assertThat(names(directory)).hasSize(1);
        assertThat(spool.append(sample("guest-7", MINUTE + 60_000, ONE), ONE, facts("guest-7")))
                .isEmpty();
        assertThat(spool.seal()).extracting(Entry::seq).containsExactly(2L);
    }

    @Test
    void theReadersForOutsidersTellEverySample() throws IOException {
        var spool = open();
        fill(spool, 0, 5);
        Path journal = directory.resolve(names(directory).get(0));
        List<Stamp> expected = LongStream.range(0, 5)
                .mapToObj(second -> new Stamp(MACHINE, BOOT, MINUTE + second * 1000))
                .toList();
        assertThat(JournalReader.stamps(journal)).isEqualTo(expected);
        assertThat(spool.seal()).hasSize(1);
        assertThat(SealedFile.stamps(directory.resolve(names(directory).get(0))))
                .isEqualTo(expected);
        assertThat(stamps(spool)).isEqualTo(expected);
    }

    @Test
    void aSampleThatDoesNotFitItsSchemaIsRefused() {
        var spool = open();
        var wrong = new Sample(MACHINE, BOOT, MINUTE, ONE.hash(), new double[2], null);
        assertThatThrownBy(() -> spool.append(wrong, ONE, facts(MACHINE))).isInstanceOf(IllegalArgumentException.class);
    }
}
