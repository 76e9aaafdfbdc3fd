/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import static io.atalaia.platform.spool.Spools.CLOCK;
import static io.atalaia.platform.spool.Spools.LARGE;
import static io.atalaia.platform.spool.Spools.MACHINE;
import static io.atalaia.platform.spool.Spools.MINUTE;
import static io.atalaia.platform.spool.Spools.NOW;
import static io.atalaia.platform.spool.Spools.ONE;
import static io.atalaia.platform.spool.Spools.copy;
import static io.atalaia.platform.spool.Spools.facts;
import static io.atalaia.platform.spool.Spools.names;
import static io.atalaia.platform.spool.Spools.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.event.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedFileTest {
    private static final int SAMPLES = 20;

    @TempDir
    Path base;

    private Path directory;

    @BeforeEach
    void setClock() {
        NOW.set(MINUTE);
        directory = base.resolve("whole");
    }

    private void minutes(int count) throws IOException {
        try (var spool = Spools.open(directory)) {
            for (int minute = 0; minute < count; minute++) {
                for (int second = 0; second < SAMPLES; second++) {
                    NOW.set(MINUTE + minute * 60_000L + second * 1000L);
                    assertThat(spool.append(sample(NOW.get(), ONE), ONE, facts(MACHINE)))
                            .hasSize(second == 0 && minute > 0 ? 1 : 0);
                }
            }
            assertThat(spool.seal()).hasSize(1);
        }
    }

    private List<String> sealedFiles() {
        return names(directory).stream()
                .filter(name -> name.endsWith(Names.SEALED))
                .toList();
    }

    /** What a start finds where one byte of a file is another. */
    private Path flipped(String file, int at) throws IOException {
        Path damaged = base.resolve("flip-" + file + "-" + at);
        copy(directory, damaged);
        byte[] bytes = Files.readAllBytes(damaged.resolve(file));
        bytes[at] ^= 0x10;
        Files.write(damaged.resolve(file), bytes);
        return damaged;
    }

    /** The gaps that are told after a start, and after another one: those are the same. */
    private static List<Event> gapsAfterTwoStarts(Path damaged) throws IOException {
        List<Event> gaps = readAll(damaged);
        assertThat(readAll(damaged)).isEqualTo(gaps);
        try (var spool = Spools.open(damaged)) {
            spool.told(spool.events());
        }
        assertThat(readAll(damaged)).isEmpty();
        return gaps;
    }

    private static List<Event> readAll(Path damaged) throws IOException {
        try (var spool = Spools.open(damaged)) {
            spool.waiting().forEach(entry -> assertThat(spool.read(entry)).isNotNull());
            return spool.events();
        }
    }

    @Test
    void whereverASealedFileIsHitItsMinuteIsOneGapWithTheReasonAndToldOnce() throws IOException {
        minutes(3);
        String file = sealedFiles().get(1);
        long from = MINUTE + 60_000;
        int length = (int) Files.size(directory.resolve(file));
        for (int at = 0; at < length; at += 3) {
            Path damaged = flipped(file, at);
            assertThat(gapsAfterTwoStarts(damaged))
                    .as("byte %d", at)
                    .singleElement()
                    .satisfies(gap -> {
                        assertThat(gap.machine()).isEqualTo(MACHINE);
                        assertThat(gap.kind()).isEqualTo(Event.GAP);
                        assertThat(gap.text()).contains("lost before storage had them: damaged on disk");
                        assertThat(gap.from()).isEqualTo(from);
                        assertThat(gap.to()).isBetween(from + (SAMPLES - 1) * 1000L, from + 59_999);
                    });
            try (var spool = Spools.open(damaged)) {
                assertThat(spool.waiting()).extracting(Entry::seq).containsExactly(1L, 3L);
            }
        }
    }

    @Test
    void aFileOfWhichNothingIsLeftIsAGapUntilItsNeighbourBegins() throws IOException {
        minutes(3);
        String file = sealedFiles().get(1);
        Files.write(directory.resolve(file), new byte[700]);
        assertThat(gapsAfterTwoStarts(directory)).singleElement().satisfies(gap -> {
            assertThat(gap.text()).isEqualTo("Samples were lost before storage had them: damaged on disk");
            assertThat(gap.from()).isEqualTo(MINUTE + 60_000);
            assertThat(gap.to()).isEqualTo(MINUTE + 119_999);
        });
    }

    @Test
    void anEntryThatWasHitAloneStillTellsWhoseItWasAndItsPayloadWhen() throws IOException {
        minutes(1);
        String file = sealedFiles().get(0);
        byte[] bytes = Files.readAllBytes(directory.resolve(file));
        int schema = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(ONE.hash());
        assertThat(gapsAfterTwoStarts(flipped(file, schema + 3)))
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.machine()).isEqualTo(MACHINE);
                    assertThat(gap.text()).startsWith(SAMPLES + " samples were lost");
                    assertThat(gap.to()).isEqualTo(MINUTE + (SAMPLES - 1) * 1000L);
                });
    }

    @Test
    void amongGuestsTheOneWhoseEntryWasHitIsToldOfToo() throws IOException {
        List<String> guests = List.of("guest-1", "guest-2", "guest-3");
        try (var spool = Spool.open(directory, LARGE, Gathering::loose, CLOCK, new Spools.Heard())) {
            for (String guest : guests) {
                assertThat(spool.append(sample(guest, MINUTE + 5_000, ONE), ONE, facts(guest)))
                        .isEmpty();
            }
            assertThat(spool.sealIfOver(MINUTE + 60_000)).hasSize(3);
        }
        String file = sealedFiles().get(0);
        byte[] bytes = Files.readAllBytes(directory.resolve(file));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int second = text.indexOf(ONE.hash(), text.indexOf("guest-2"));
        List<Event> gaps = new ArrayList<>(gapsAfterTwoStarts(flipped(file, second)));
        assertThat(gaps).extracting(Event::machine).containsExactlyInAnyOrderElementsOf(guests);
        assertThat(gaps)
                .filteredOn(gap -> gap.machine().equals("guest-2"))
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.details()).doesNotContainKey("seq");
                    assertThat(gap.to()).isEqualTo(MINUTE + 59_999);
                });
    }
}
