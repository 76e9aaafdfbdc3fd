/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import static io.atalaia.platform.spool.Spools.LARGE;
import static io.atalaia.platform.spool.Spools.MACHINE;
import static io.atalaia.platform.spool.Spools.MINUTE;
import static io.atalaia.platform.spool.Spools.NOW;
import static io.atalaia.platform.spool.Spools.facts;
import static io.atalaia.platform.spool.Spools.sample;
import static io.atalaia.platform.spool.Spools.stamps;
import static io.atalaia.platform.spool.Spools.wide;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.atalaia.contracts.series.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of one megabyte; only root may mount it. */
class FullDiskTest {
    private static final Schema WIDE = wide(150);

    @TempDir
    Path base;

    private final Spools.Heard heard = new Spools.Heard();
    private final List<Stamp> appended = new ArrayList<>();
    private Path disk;
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        NOW.set(MINUTE);
        disk = Files.createDirectories(base.resolve("disk"));
        mounted = "root".equals(System.getProperty("user.name"))
                && ran("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
        assumeThat(mounted).as("a small disk can be mounted").isTrue();
    }

    @AfterEach
    void unmount() throws Exception {
        assertThat(!mounted || ran("umount", disk.toString())).isTrue();
    }

    private static boolean ran(String... command) throws Exception {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private void append(Spool spool, int minute, int samples) {
        for (int second = 0; second < samples; second++) {
            NOW.set(MINUTE + minute * 60_000L + second * 1000L);
            assertThat(spool.append(sample(NOW.get(), WIDE), WIDE, facts(MACHINE)))
                    .hasSizeLessThan(2);
            appended.add(new Stamp(MACHINE, Spools.BOOT, NOW.get()));
        }
    }

    private void fill() throws IOException {
        byte[] chunk = new byte[4096];
        try (var file = Files.newOutputStream(disk.resolve("filler"))) {
            while (true) {
                file.write(chunk);
            }
        } catch (IOException full) {
            assertThat(Files.size(disk.resolve("filler"))).isPositive();
        }
    }

    @Test
    void whatAFullDiskDoesNotTakeWaitsInMemoryAndIsSavedWhenThereIsRoom() throws IOException {
        Path directory = disk.resolve("spool");
        var spool = Spools.open(directory, LARGE, heard);
        append(spool, 0, 30);
        fill();
        append(spool, 0, 60);
        assertThatThrownBy(spool::sync).isInstanceOf(IOException.class);
        append(spool, 1, 60);
        append(spool, 2, 1);
        assertThat(heard.said).containsExactly("fails");
        assertThat(spool.stats().memoryBytes()).isPositive();
        assertThat(spool.stats().diskFails()).isTrue();
        assertThat(stamps(spool)).hasSize(120 + 30);

        Files.delete(disk.resolve("filler"));
        append(spool, 3, 1);
        append(spool, 4, 1);
        assertThat(heard.said).containsExactly("fails", "works");
        assertThat(spool.stats().memoryBytes()).isZero();
        spool.close();
        assertThat(stamps(Spools.open(directory))).containsExactlyElementsOf(appended);
    }

    @Test
    void whatIsLostBecauseNothingTakesItIsCountedAndTold() throws IOException {
        var spool = Spools.open(disk.resolve("spool"), LARGE, heard);
        append(spool, 0, 1);
        fill();
        Schema noisy = wide(4_000);
        var random = new java.util.Random(1);
        for (int minute = 1; minute < 30; minute++) {
            for (int second = 0; second < 30; second++) {
                NOW.set(MINUTE + minute * 60_000L + second * 1000L);
                double[] values = random.doubles(4_000).toArray();
                var sample = new io.atalaia.contracts.series.Sample(
                        MACHINE, Spools.BOOT, NOW.get(), noisy.hash(), values, null);
                assertThat(spool.append(sample, noisy, facts(MACHINE))).hasSizeLessThan(2);
            }
        }
        assertThat(spool.stats().memoryBytes()).isBetween(10_000_000L, Shelf.MOST_MEMORY_BYTES);
        assertThat(heard.said).contains("fails", "30 disk full");
        assertThat(spool.events()).singleElement().satisfies(gap -> assertThat(gap.text())
                .contains("the disk was full"));
        assertThat(spool.waiting())
                .allSatisfy(entry -> assertThat(spool.read(entry)).isPresent());
    }
}
