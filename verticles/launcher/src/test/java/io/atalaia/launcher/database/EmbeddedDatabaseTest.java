/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.platform.mongo.MongoClients;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void whatWasWrittenIsThereAfterAReopening() {
        try (var database = EmbeddedDatabase.open(directory, 0)) {
            client(database).insert("things", new JsonObject().put("_id", "a")).await();
        }
        try (var database = EmbeddedDatabase.open(directory, 0)) {
            assertThat(client(database).count("things", new JsonObject()).await())
                    .isEqualTo(1);
        }
    }

    @Test
    void killedInTheMiddleOfWritesItLosesNothingThatItAcknowledgedAndKeepsItsIndexesWhole() throws Exception {
        List<String> acknowledged = writtenUntilKilled(600);
        try (var database = EmbeddedDatabase.open(directory, 0)) {
            var mongo = client(database);
            for (String id : acknowledged) {
                var found = mongo.findOne("blocks", new JsonObject().put("_id", id), new JsonObject())
                        .await();
                assertThat(found).as(id).isNotNull();
                assertThat(id).endsWith("-" + found.getInteger("n"));
            }
            for (int writer = 0; writer < WritingProcess.WRITERS; writer++) {
                var mightBeTorn = new JsonObject().put("_id", next(acknowledged, writer));
                mongo.save("blocks", mightBeTorn).await();
                assertThat(mongo.count("blocks", new JsonObject().put("_id", mightBeTorn.getString("_id")))
                                .await())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void aDatabaseInUseIsNamed() {
        try (var first = EmbeddedDatabase.open(directory, 0)) {
            assertThat(first.uri()).startsWith("mongodb://127.0.0.1:");
            assertThatThrownBy(() -> EmbeddedDatabase.open(directory, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("data directory " + directory + " is in use by another Atalaia process");
        }
    }

    @Test
    void aCorruptFileIsNamedAndLeftAsItIs() throws IOException {
        Path file = directory.resolve("database/atalaia.mv.db");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "this is not a database\n".repeat(1000));
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> EmbeddedDatabase.open(directory, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("move it away");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aFileWhoseBeginningWasOverwrittenIsNamedAndLeftAsItIs() throws IOException {
        try (var database = EmbeddedDatabase.open(directory, 0)) {
            client(database).insert("things", new JsonObject().put("_id", "a")).await();
        }
        Path file = directory.resolve("database/atalaia.mv.db");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, (byte) 'x');
        Files.write(file, bytes);
        assertThatThrownBy(() -> EmbeddedDatabase.open(directory, 0)).hasMessageContaining(file.toString());
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void aPortInUseIsNamedAndTheFileIsFreeAgain() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedDatabase.open(directory, taken.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("database.port = " + taken.getLocalPort());
        }
        EmbeddedDatabase.open(directory, 0).close();
    }

    @Test
    void closingEndsWithinSecondsAlsoWithClientsConnectedAndTwiceIsHarmless() {
        var database = EmbeddedDatabase.open(directory, 0);
        client(database).insert("things", new JsonObject().put("_id", "a")).await();
        long start = System.nanoTime();
        database.close();
        database.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
    }

    @Test
    void theVerticleOpensAndClosesIt() {
        var verticle = new DatabaseVerticle(new DatabaseConfig(0), directory);
        String id = vertx.deployVerticle(verticle).await();
        var mongo = MongoClients.open(vertx, verticle.uri(), "atalaia");
        mongo.insert("things", new JsonObject().put("_id", "a")).await();
        vertx.undeploy(id).await();
        EmbeddedDatabase.open(directory, 0).close();
    }

    private MongoClient client(EmbeddedDatabase database) {
        return MongoClients.open(vertx, database.uri(), "atalaia");
    }

    private List<String> writtenUntilKilled(int least) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritingProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var acknowledged = new ArrayList<String>();
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            while (line != null) {
                if (line.matches("\\d-\\d+")) {
                    acknowledged.add(line);
                }
                if (acknowledged.size() == least) {
                    process.toHandle().destroyForcibly();
                }
                line = output.readLine();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(least);
        return acknowledged;
    }

    private static String next(List<String> acknowledged, int writer) {
        return writer + "-"
                + acknowledged.stream()
                        .filter(id -> id.startsWith(writer + "-"))
                        .count();
    }
}
