/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.atalaia.launcher.Main;
import io.atalaia.launcher.database.EmbeddedDatabase;
import io.atalaia.launcher.database.PortFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KilledRestoreTest {
    private static final int ROUNDS = 40;
    private static final int DOCUMENTS_A_ROUND = 100;
    private static final int BYTES = 20_000;

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void killedInItsMiddleItLeavesAMarkAndCanBeRepeated() throws Exception {
        Path file = folder.resolve("all.backup");
        make(file);
        Path target = folder.resolve("target");
        killedWhileItWrites(file, target);
        try (var database = EmbeddedDatabase.open(target, 0);
                var store = new Store(database.uri(), "atalaia")) {
            assertThat(store.restoring()).contains("all.backup");
            assertThat(new Restore(store, 1).from(file, false)).isEqualTo(ROUNDS * DOCUMENTS_A_ROUND + 1L);
            assertThat(store.restoring()).isEmpty();
            int[] seen = {0};
            store.walk("tiers", document -> seen[0]++);
            assertThat(seen[0]).isEqualTo(ROUNDS * DOCUMENTS_A_ROUND);
        }
    }

    private void make(Path file) {
        var random = new Random(1);
        try (var database = EmbeddedDatabase.open(folder.resolve("source"), 0);
                MongoClient client = MongoClients.create(database.uri())) {
            MongoDatabase atalaia = client.getDatabase("atalaia");
            Waiting.all(atalaia.getCollection("meta")
                    .insertOne(new Document("_id", "layout").append("version", 1)));
            for (int round = 0; round < ROUNDS; round++) {
                int first = round * DOCUMENTS_A_ROUND;
                Waiting.all(atalaia.getCollection("tiers")
                        .insertMany(IntStream.range(first, first + DOCUMENTS_A_ROUND)
                                .mapToObj(i -> new Document("_id", "raw/" + i).append("p", bytes(random)))
                                .toList()));
            }
            try (var store = new Store(database.uri(), "atalaia")) {
                assertThat(new Backup(store, "0.1.0").to(file, Instant.EPOCH).documents())
                        .isEqualTo(ROUNDS * DOCUMENTS_A_ROUND + 1L);
            }
        }
    }

    private static Binary bytes(Random random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Binary(bytes);
    }

    private static void killedWhileItWrites(Path file, Path target) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "restore",
                        "--set",
                        "data.directory=" + target,
                        file.toString())
                .inheritIO()
                .start();
        try {
            await().atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> new PortFile(target).uri(), Optional::isPresent);
            try (MongoClient client =
                    MongoClients.create(new PortFile(target).uri().orElseThrow())) {
                await().atMost(Duration.ofSeconds(120))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> !some(client).isEmpty());
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static List<Document> some(MongoClient client) {
        return Waiting.all(
                client.getDatabase("atalaia").getCollection("tiers").find(new Document("_id", "raw/0")));
    }
}
