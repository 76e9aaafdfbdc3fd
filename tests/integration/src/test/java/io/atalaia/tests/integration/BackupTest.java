/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The way of an operator: back up what runs, lose the disk, restore, and find the same answers. */
class BackupTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final int port = FreePorts.next();
    private final Api api = new Api(port);
    private final Watched watched = new Watched(api);

    private AtalaiaProcess run() {
        return AtalaiaProcess.start(directory, "run", "--set", "gateway.port=" + port)
                .awaitReady(LIMIT);
    }

    private void stop(AtalaiaProcess atalaia) {
        atalaia.interrupt();
        assertThat(atalaia.exit(LIMIT)).isZero();
    }

    private String command(int code, String... arguments) {
        try (var process = AtalaiaProcess.start(directory, arguments)) {
            assertThat(process.exit(LIMIT)).as(process.errors()).isEqualTo(code);
            return process.output() + process.errors();
        }
    }

    @Test
    @Timeout(300)
    void whatWasBackedUpWhileItRanIsAnsweredAfterARestore() throws IOException {
        long first = System.currentTimeMillis();
        try (var atalaia = run()) {
            watched.awaitLive(LIMIT);
            awaitSamples(first, 4);
            stop(atalaia);
        }
        long last = System.currentTimeMillis();
        String before;
        int version;
        try (var atalaia = run()) {
            watched.awaitLive(LIMIT);
            // Storage may need a moment until it answers for all of it.
            before = Awaitility.await("history")
                    .atMost(LIMIT)
                    .until(() -> whole(first, last), Optional::isPresent)
                    .orElseThrow();
            assertThat(before).contains("\"t\":[");
            version = api.get("/api/v1/storage").path("version").asInt();
            assertThat(version).isPositive();
            assertThat(command(0, "backup", "all.backup")).contains("documents in");
            assertThat(command(1, "backup", "all.backup")).contains("is there already");
            assertThat(command(1, "restore", "--replace", "all.backup"))
                    .contains("is in use by another Atalaia process");
            stop(atalaia);
        }
        wipe(directory.resolve("data/database"));
        damagedIsRefused();
        assertThat(command(0, "restore", "all.backup")).contains("documents are back from all.backup");
        assertThat(command(1, "restore", "all.backup")).contains("the database is not empty");
        try (var atalaia = run()) {
            watched.awaitLive(LIMIT);
            Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(whole(first, last))
                    .hasValue(before));
            assertThat(api.get("/api/v1/storage").path("version").asInt()).isEqualTo(version);
            stop(atalaia);
        }
    }

    private void damagedIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(directory.resolve("all.backup"));
        byte[] damaged = Arrays.copyOf(bytes, bytes.length);
        damaged[damaged.length / 2] ^= 1;
        Files.write(directory.resolve("damaged.backup"), damaged);
        assertThat(command(1, "restore", "damaged.backup")).contains("is damaged");
    }

    /** Only the series: why samples are missing may be known better later. Nothing while storage does not answer for all. */
    private Optional<String> whole(long from, long to) {
        return api.tryGet("/api/v1/query?machine=" + watched.id() + "&metric=node_load1&points=5000&from=" + from
                        + "&to=" + to)
                .filter(answer -> answer.path("complete").asBoolean())
                .map(answer -> answer.path("series").toString());
    }

    private void awaitSamples(long from, int count) {
        Awaitility.await(count + " samples")
                .atMost(LIMIT)
                .until(() -> watched.load(from - 1000, System.currentTimeMillis() + 1000)
                                .within(from, Long.MAX_VALUE)
                        >= count);
    }

    private static void wipe(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (var all = Files.walk(folder)) {
            all.forEach(files::add);
        }
        for (int i = files.size() - 1; i >= 0; i--) {
            Files.delete(files.get(i));
        }
    }
}
