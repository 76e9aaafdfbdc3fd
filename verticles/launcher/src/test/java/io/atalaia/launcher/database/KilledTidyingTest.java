/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.platform.mongo.MongoClients;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while the database's file is tidied. */
class KilledTidyingTest {
    private static final int KILLS = 3;
    private static final int WRITES_A_LIFE = 2_500;
    /** Each second something is tidied. */
    private static final long LIFE_NANOS = Duration.ofSeconds(3).toNanos();

    private final Vertx vertx = Vertx.vertx();
    /** The newest acknowledged number of each writer. */
    private final int[] newest = new int[RemovingProcess.WRITERS];

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    @Timeout(400)
    void losesNothingThatItAcknowledgedAndHadGivenSpaceBack() throws Exception {
        Path file = Files.createDirectories(directory.resolve("database")).resolve("atalaia.mv.db");
        Arrays.fill(newest, -1);
        for (int life = 0; life < KILLS; life++) {
            int first = Arrays.stream(newest).max().orElseThrow() + 1;
            liveUntilKilled(file, first);
            try (var database = EmbeddedDatabase.open(directory, 0)) {
                expectAll(MongoClients.open(vertx, database.uri(), "atalaia"), first);
            }
        }
        long written = (long) KILLS * WRITES_A_LIFE * RemovingProcess.BYTES;
        assertThat(Files.size(file)).isLessThan(written / 2);
    }

    /** A writer may have skipped numbers between two lives, hence only those of this one and what stays of it. */
    private void expectAll(MongoClient mongo, int first) {
        for (int writer = 0; writer < RemovingProcess.WRITERS; writer++) {
            for (int number = first; number <= newest[writer]; number++) {
                boolean stays = number % RemovingProcess.STAYS == 0;
                // The oldest of the living may be on its way out.
                if (stays || number > newest[writer] + 1 - RemovingProcess.LIVING) {
                    String id = writer + "-" + number;
                    var found = mongo.findOne("blocks", new JsonObject().put("_id", id), new JsonObject())
                            .await();
                    assertThat(found).as(id).isNotNull();
                    assertThat(found.getInteger("n")).isEqualTo(number);
                    assertThat(found.getJsonObject("bytes").getBinary("$binary"))
                            .hasSize(RemovingProcess.BYTES);
                }
            }
        }
    }

    private void liveUntilKilled(Path file, int first) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        var process = new ProcessBuilder(
                        java, "-cp", classes, RemovingProcess.class.getName(), file.toString(), Integer.toString(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int acknowledged = 0;
        long begun = 0;
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.matches("\\d-\\d+")) {
                    newest[line.charAt(0) - '0'] = Integer.parseInt(line.substring(2));
                    acknowledged++;
                    begun = acknowledged == 1 ? System.nanoTime() : begun;
                }
                if (acknowledged >= WRITES_A_LIFE && System.nanoTime() - begun > LIFE_NANOS) {
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(acknowledged).isGreaterThanOrEqualTo(WRITES_A_LIFE);
    }
}
