/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import io.atalaia.platform.mongo.MongoClients;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.MongoClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the embedded database's file holds, and how much. */
class StoredFormTest {
    private static final int DOCUMENTS = 400;
    private static final int BYTES = 10_000;

    private final Vertx vertx = Vertx.vertx();
    private final Random random = new Random(1);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void folder() throws IOException {
        file = Files.createDirectories(directory.resolve("database")).resolve("atalaia.mv.db");
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private MongoClient client(String uri) {
        return MongoClients.open(vertx, uri, "atalaia");
    }

    private JsonObject document(int number) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new JsonObject()
                .put("_id", "document-" + number)
                .put("n", (long) number)
                .put("inner", new JsonObject().put("bytes", new JsonObject().put("$binary", bytes)));
    }

    private void fill(MongoClient mongo) {
        mongo.createIndexWithOptions(
                        "things",
                        new JsonObject().put("_id", 1).put("n", 1),
                        new IndexOptions().name("id_n").unique(true))
                .await();
        for (int from = 0; from < DOCUMENTS; from += 20) {
            List<BulkOperation> bulk = new ArrayList<>();
            for (int number = from; number < from + 20; number++) {
                bulk.add(BulkOperation.createInsert(document(number)));
            }
            mongo.bulkWrite("things", bulk).await();
        }
    }

    private static JsonObject at(int number) {
        return new JsonObject().put("_id", "document-" + number).put("n", (long) number);
    }

    @Test
    void aFileInWhichNothingWouldBeFoundIsRefusedAndLeftAsItIs() throws IOException {
        var server = new MongoServer(new H2Backend(MVStore.open(file.toString())));
        server.bind("127.0.0.1", 0);
        fill(client("mongodb://127.0.0.1:" + server.getLocalAddress().getPort()));
        server.shutdownNow();
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> EmbeddedDatabase.open(directory, 0))
                .hasMessageContaining("it is of a build before the first release")
                .hasMessageContaining("move it away");
        assertThat(Files.readAllBytes(file)).hasSameSizeAs(before);
    }

    @Test
    void documentsAreFoundByTheirIndexAndChangedAfterAReopening() {
        try (var database = EmbeddedDatabase.open(directory, 0)) {
            fill(client(database.uri()));
        }
        try (var database = EmbeddedDatabase.open(directory, 0)) {
            var mongo = client(database.uri());
            for (int number = 0; number < DOCUMENTS; number += 7) {
                var found =
                        mongo.findOne("things", at(number), new JsonObject()).await();
                assertThat(found.getJsonObject("inner").getJsonObject("bytes").getBinary("$binary"))
                        .hasSize(BYTES);
                assertThat(mongo.updateCollection("things", at(number), new JsonObject().put("$set", at(number)))
                                .await()
                                .getDocMatched())
                        .isEqualTo(1);
            }
            assertThat(mongo.count("things", new JsonObject()).await()).isEqualTo(DOCUMENTS);
        }
    }

    /** One in ten stays, so that every chunk of the file still holds something. */
    @Test
    void theFileGivesBackWhatItsRemovedDocumentsTook() throws IOException {
        try (var database = EmbeddedDatabase.open(directory, 0)) {
            var mongo = client(database.uri());
            fill(mongo);
            for (int number = 0; number < DOCUMENTS; number++) {
                if (number % 10 != 0) {
                    mongo.removeDocument("things", at(number)).await();
                }
            }
        }
        assertThat(Files.size(file)).isLessThan(DOCUMENTS * BYTES / 4);
        try (var database = EmbeddedDatabase.open(directory, 0)) {
            assertThat(client(database.uri()).count("things", new JsonObject()).await())
                    .isEqualTo(DOCUMENTS / 10);
        }
    }
}
