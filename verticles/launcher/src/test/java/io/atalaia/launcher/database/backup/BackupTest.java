/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.atalaia.launcher.database.EmbeddedDatabase;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    private static final String MACHINE = "5f0c6a4e-7f1c-4f43-9d57-0d1a5a7d0001";
    private static final int BLOCKS = 700;
    private static final long FIRST_MINUTE = 29_000_000;

    @TempDir
    Path folder;

    private Path file;
    private EmbeddedDatabase database;
    private MongoClient client;

    @BeforeEach
    void open() {
        file = folder.resolve("all.backup");
        database = EmbeddedDatabase.open(folder.resolve("first"), 0);
        client = Store.client(database.uri());
    }

    @AfterEach
    void close() {
        client.close();
        database.close();
    }

    /** A database of its own, as after a wipe. */
    private void wipe() {
        close();
        database = EmbeddedDatabase.open(folder.resolve("second"), 0);
        client = Store.client(database.uri());
    }

    private MongoCollection<Document> collection(String name) {
        return client.getDatabase("atalaia").getCollection(name);
    }

    private void fill() {
        insert("meta", new Document("_id", "layout").append("version", 1));
        insert("leases", new Document("_id", "storage.pack"));
        insert("machines", new Document("_id", MACHINE).append("v", 3L).append("touched", new Document()));
        Waiting.all(collection("blocks")
                .createIndex(
                        new Document("_id", 1).append("n", 1),
                        new IndexOptions().name("id_n").unique(true)));
        insert(
                "blocks",
                IntStream.range(0, BLOCKS)
                        .mapToObj(i -> new Document("_id", FIRST_MINUTE + i + "@" + MACHINE)
                                .append("n", 1)
                                .append("long", 1L)
                                .append("p", new Binary(new byte[20_000])))
                        .toArray(Document[]::new));
        insert("tiers", new Document("_id", "raw/1@x/cpu").append("f", 1L));
    }

    private void insert(String name, Document... documents) {
        Waiting.all(collection(name).insertMany(List.of(documents)));
    }

    private List<BsonDocument> all(String name) {
        return Waiting.all(client.getDatabase("atalaia")
                .getCollection(name, BsonDocument.class)
                .find());
    }

    @CanIgnoreReturnValue
    private Backup.Done backup() {
        try (var store = new Store(database.uri(), "atalaia")) {
            return new Backup(store, "0.1.0").to(file, Instant.EPOCH);
        }
    }

    @CanIgnoreReturnValue
    private long restore(boolean replace) {
        try (var store = new Store(database.uri(), "atalaia")) {
            return new Restore(store, 1).from(file, replace);
        }
    }

    @Test
    void everythingComesBackAsItWasButWhatBelongsToNodes() {
        fill();
        var done = backup();
        assertThat(done.documents()).isEqualTo(BLOCKS + 3);
        var blocks = all("blocks");
        wipe();
        assertThat(restore(false)).isEqualTo(BLOCKS + 3);
        assertThat(all("blocks")).containsExactlyInAnyOrderElementsOf(blocks);
        assertThat(all("tiers")).hasSize(1);
        assertThat(all("leases")).isEmpty();
        assertThat(all("meta"))
                .extracting(document -> document.getString("_id").getValue())
                .containsExactly("layout");
        assertThat(Waiting.all(collection("blocks").listIndexes()))
                .extracting(index -> index.getString("name"))
                .contains("id_n");
    }

    @Test
    void hoursThatHaveBlocksAreToBePackedAfterwards() {
        fill();
        backup();
        wipe();
        restore(false);
        var machine = all("machines").get(0);
        assertThat(machine.getDocument("touched").keySet())
                .hasSize((int) ((FIRST_MINUTE + BLOCKS - 1) / 60 - FIRST_MINUTE / 60 + 1));
        assertThat(machine.getInt64("v").getValue()).isGreaterThan(3);
    }

    @Test
    void aBackupThatIsThereIsNotOverwritten() throws IOException {
        fill();
        Files.writeString(file, "mine");
        assertThatThrownBy(this::backup).hasMessageContaining("is there already");
        assertThat(file).hasContent("mine");
    }

    @Test
    void onlyItsOwnerCanReadABackupAndNoPartIsLeft() throws IOException {
        fill();
        backup();
        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString())).doesNotContain("all.backup.part");
        }
    }

    @Test
    void wherePeopleLookTheFileSaysWhatItIs() throws IOException {
        fill();
        backup();
        try (var lines = new RandomAccessFile(file.toFile(), "r")) {
            assertThat(lines.readLine())
                    .startsWith("{\"atalaia\":\"backup\",\"format\":1,\"layout\":1,\"product\":\"0.1.0\"");
        }
    }

    @Test
    void aDatabaseThatHoldsSomethingIsLeftAsItIsUnlessItIsToBeReplaced() {
        fill();
        backup();
        insert("machines", new Document("_id", "another"));
        assertThatThrownBy(() -> restore(false)).hasMessageContaining("is not empty");
        assertThat(all("machines")).hasSize(2);
        restore(true);
        assertThat(all("machines")).hasSize(1);
        assertThat(all("leases")).hasSize(1);
    }

    @Test
    void aDamagedFileIsRefusedAndChangesNothing() throws IOException {
        fill();
        backup();
        wipe();
        for (long at : List.of(30L, 100L, 600L, Files.size(file) / 2, Files.size(file) - 1)) {
            flip(at);
            assertThatThrownBy(() -> restore(false))
                    .isInstanceOf(BackupException.class)
                    .hasMessageStartingWith(file.toString());
            flip(at);
        }
        try (var cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(Files.size(file) - 10);
        }
        assertThatThrownBy(() -> restore(false)).hasMessageContaining("is damaged");
        assertThat(all("meta")).isEmpty();
        assertThat(all("blocks")).isEmpty();
    }

    private void flip(long at) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int value = bytes.read();
            bytes.seek(at);
            bytes.write(value ^ 1);
        }
    }

    @Test
    void aBackupOfNewerDataIsRefused() {
        fill();
        Waiting.all(collection("meta")
                .updateOne(Filters.eq("_id", "layout"), new Document("$set", new Document("version", 2))));
        backup();
        wipe();
        assertThatThrownBy(() -> restore(false)).hasMessageContaining("was written by a newer release, Atalaia 0.1.0");
    }

    @Test
    void aRestoreThatDidNotEndIsRememberedAndCanBeRepeated() {
        fill();
        backup();
        wipe();
        try (var store = new Store(database.uri(), "atalaia")) {
            store.beginRestore("all.backup");
            insert("blocks", new Document("_id", "1@half"));
            assertThatThrownBy(() -> new Backup(store, "0.1.0").to(folder.resolve("other"), Instant.EPOCH))
                    .hasMessageContaining("did not end");
        }
        assertThat(restore(false)).isEqualTo(BLOCKS + 3);
        assertThat(all("blocks")).hasSize(BLOCKS);
    }

    @Test
    void whereNoAtalaiaEverWroteThereIsNothingToBackUp() {
        assertThatThrownBy(this::backup).hasMessageContaining("nothing to back up");
        assertThat(file).doesNotExist();
    }

    @Test
    void aWalkSeesEveryDocumentInOrderWhileOthersWrite() {
        fill();
        try (var store = new Store(database.uri(), "atalaia")) {
            int[] seen = {0};
            store.walk("blocks", document -> {
                if (seen[0]++ == 10) {
                    insert("blocks", new Document("_id", "9@late"));
                    Waiting.all(collection("blocks").deleteOne(Filters.eq("_id", FIRST_MINUTE + "@" + MACHINE)));
                }
            });
            assertThat(seen[0]).isBetween(BLOCKS, BLOCKS + 1);
        }
    }
}
