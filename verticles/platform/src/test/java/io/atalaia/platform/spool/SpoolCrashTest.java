/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import static io.atalaia.platform.spool.Spools.LARGE;
import static io.atalaia.platform.spool.Spools.MACHINE;
import static io.atalaia.platform.spool.Spools.MINUTE;
import static io.atalaia.platform.spool.Spools.NOW;
import static io.atalaia.platform.spool.Spools.ONE;
import static io.atalaia.platform.spool.Spools.TWO;
import static io.atalaia.platform.spool.Spools.copy;
import static io.atalaia.platform.spool.Spools.facts;
import static io.atalaia.platform.spool.Spools.names;
import static io.atalaia.platform.spool.Spools.sample;
import static io.atalaia.platform.spool.Spools.stamps;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.series.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that ends at any byte, and between any two changes of the directory. */
class SpoolCrashTest {
    @TempDir
    Path base;

    private final List<Stamp> appended = new ArrayList<>();
    private final List<Stamp> acknowledged = new ArrayList<>();
    /** The bytes under which a block was ever seen. */
    private final Map<List<Object>, byte[]> blocks = new HashMap<>();

    @BeforeEach
    void setClock() {
        NOW.set(MINUTE);
    }

    private Spool spool(Path directory, Runnable step) throws IOException {
        return Spool.open(new Disk(directory, step), LARGE, Gathering::strict, Spools.CLOCK, new Spools.Heard());
    }

    private void append(Spool spool, long time, Schema schema) {
        var sample = sample(time, schema);
        assertThat(spool.append(sample, schema, facts(MACHINE))).hasSizeLessThan(2);
        appended.add(new Stamp(sample.machine(), sample.boot(), time));
    }

    /** Every block has a number of its own. */
    private void remember(Spool spool) {
        for (Entry entry : spool.waiting()) {
            var block = spool.read(entry).orElseThrow().block();
            byte[] before = blocks.putIfAbsent(List.of(block.machine(), block.boot(), block.seq()), block.payload());
            assertThat(before).as("what had the number before").isNull();
        }
    }

    /** What was appended before an end at any byte of the journal is sealed once, and the torn sample is not. */
    @Test
    void aJournalThatEndsAtAnyByteKeepsEverySampleBeforeIt() throws IOException {
        Path whole = base.resolve("whole");
        var spool = spool(whole, () -> {});
        List<Long> sizes = new ArrayList<>();
        Path journal = null;
        for (int second = 0; second < 4; second++) {
            append(spool, MINUTE + second * 1000L, ONE);
            journal = whole.resolve(names(whole).get(0));
            sizes.add(Files.size(journal));
        }
        byte[] bytes = Files.readAllBytes(journal);
        for (int cut = 0; cut <= bytes.length; cut++) {
            Path torn = base.resolve("torn-" + cut);
            copy(whole, torn);
            Files.write(torn.resolve(journal.getFileName()), java.util.Arrays.copyOf(bytes, cut));
            int end = cut;
            long kept = sizes.stream().filter(size -> size <= end).count();
            var recovered = Spools.open(torn);
            assertThat(stamps(recovered)).as("cut at %d", cut).isEqualTo(appended.subList(0, (int) kept));
            assertThat(names(torn)).noneMatch(name -> name.endsWith(".journal"));
        }
    }

    /** A sealed file is only torn while it is not renamed yet: then the segment is there. */
    @Test
    void aSealedFileThatEndsAtAnyByteIsMadeAgainFromItsSegment() throws IOException {
        Path whole = base.resolve("whole");
        var spool = spool(whole, () -> {});
        for (int second = 0; second < 4; second++) {
            append(spool, MINUTE + second * 1000L, ONE);
        }
        Path before = base.resolve("before");
        copy(whole, before);
        var block = spool.read(spool.seal().get(0)).orElseThrow().block();
        String sealed = names(whole).get(0);
        byte[] bytes = Files.readAllBytes(whole.resolve(sealed));
        for (int cut = 0; cut < bytes.length; cut++) {
            for (String name : List.of(sealed, sealed + ".tmp")) {
                Path torn = base.resolve(name + cut);
                copy(before, torn);
                Files.write(torn.resolve(name), java.util.Arrays.copyOf(bytes, cut));
                var recovered = Spools.open(torn);
                assertThat(stamps(recovered)).as("%s cut at %d", name, cut).isEqualTo(appended);
                assertThat(recovered
                                .read(recovered.waiting().get(0))
                                .orElseThrow()
                                .block())
                        .usingRecursiveComparison()
                        .isEqualTo(block);
            }
        }
    }

    /** The directory as it is after each single change, over seals, acknowledgements, refusals and new schemas. */
    @Test
    void whateverChangeWasTheLastEverySampleIsInExactlyOneBlock() throws IOException {
        Path directory = base.resolve("live");
        List<Runnable> checks = new ArrayList<>();
        var spool = spool(directory, () -> {
            Path kept = base.resolve("step-" + checks.size());
            copy(directory, kept);
            int known = appended.size();
            int gone = acknowledged.size();
            checks.add(() -> check(kept, known, gone));
        });
        work(spool);
        assertThat(checks).hasSizeGreaterThan(100);
        checks.forEach(Runnable::run);
    }

    private void work(Spool spool) {
        for (int second = 0; second < 240; second += 5) {
            append(spool, MINUTE + second * 1000L, second % 100 < 50 ? ONE : TWO);
            if (second % 45 == 40) {
                acknowledge(spool);
            }
        }
        assertThat(spool.seal()).hasSize(1);
        acknowledge(spool);
    }

    private void acknowledge(Spool spool) {
        remember(spool);
        for (Entry entry : spool.waiting()) {
            appended.stream()
                    .filter(one -> entry.from() <= one.time() && one.time() <= entry.to())
                    .forEach(acknowledged::add);
            spool.acknowledged(entry);
        }
    }

    /** The change under way may have been of the next sample, or of the last acknowledged block. */
    private void check(Path kept, int known, int gone) {
        var recovered = Spools.open(kept);
        var found = stamps(recovered);
        assertThat(found).as("%s", kept).doesNotHaveDuplicates();
        assertThat(Stream.concat(found.stream(), acknowledged.subList(0, gone).stream()))
                .as("%s", kept)
                .containsAll(appended.subList(0, known));
        assertThat(appended.subList(0, Math.min(known + 1, appended.size())))
                .as("%s", kept)
                .containsAll(found);
        for (Entry entry : recovered.waiting()) {
            var block = recovered.read(entry).orElseThrow().block();
            byte[] whole = blocks.get(List.<Object>of(block.machine(), block.boot(), block.seq()));
            boolean complete = found.containsAll(appended.stream()
                    .filter(one -> one.time() >= block.from() && one.time() <= block.to())
                    .toList());
            assertThat(complete).isTrue();
            if (whole != null && isWhole(block.to())) {
                assertThat(block.payload()).isEqualTo(whole);
            }
        }
    }

    /** Whether a block that ends there is what was sealed, and not a part of it. */
    private boolean isWhole(long to) {
        return blocks.values().stream()
                .map(payload -> io.atalaia.platform.engine.block.BlockCodec.decode(payload)
                        .times())
                .anyMatch(times -> times[times.length - 1] == to);
    }

    /** One flipped bit costs the sample that it hit and no other. */
    @Test
    void aFlippedBitOfTheJournalCostsAtMostItsOwnSample() throws IOException {
        Path whole = base.resolve("whole");
        var spool = spool(whole, () -> {});
        for (int second = 0; second < 6; second++) {
            append(spool, MINUTE + second * 1000L, ONE);
        }
        String journal = names(whole).get(0);
        byte[] bytes = Files.readAllBytes(whole.resolve(journal));
        int longest = 0;
        for (int at = 0; at < bytes.length; at++) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            Path damaged = base.resolve("flip-" + at);
            copy(whole, damaged);
            Files.write(damaged.resolve(journal), flipped);
            var found = stamps(Spools.open(damaged));
            assertThat(appended).containsAll(found);
            longest += found.size() >= appended.size() - 1 ? 1 : 0;
        }
        // Damage of a length hides what follows; damage of the machine's own record hides its samples.
        assertThat(longest).isGreaterThan(bytes.length * 6 / 10);
    }
}
