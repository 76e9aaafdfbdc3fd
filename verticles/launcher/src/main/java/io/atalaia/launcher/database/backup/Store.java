/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database.backup;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.RawBsonDocument;

/** A database as backup and restore see it: collections of documents whose ids are texts, walked in the order of those. */
public final class Store implements AutoCloseable {
    /** What belongs to the nodes that run at a moment, and to no other. */
    private static final Set<String> PASSING = Set.of("leases", "registrations");

    private static final String META = "meta";
    private static final String RESTORE = "restore";
    private static final int AT_ONCE = 200;
    private static final int SELECTION_SECONDS = 5;

    private final MongoClient client;
    private final MongoDatabase database;

    public Store(String uri, String name) {
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .applyToClusterSettings(
                        settings -> settings.serverSelectionTimeout(SELECTION_SECONDS, TimeUnit.SECONDS))
                .writeConcern(WriteConcern.MAJORITY)
                .build());
        database = client.getDatabase(name);
    }

    /** Those that outlive the nodes. */
    Set<String> collections() {
        var names = new TreeSet<>(Waiting.all(database.listCollectionNames()));
        names.removeIf(name -> PASSING.contains(name) || name.startsWith("system."));
        return names;
    }

    private MongoCollection<RawBsonDocument> raw(String collection) {
        return database.getCollection(collection, RawBsonDocument.class);
    }

    /** Every document that is there from the first to the last moment; one that comes or goes meanwhile may be missed. */
    void walk(String collection, Consumer<RawBsonDocument> each) {
        String after = "";
        for (List<RawBsonDocument> some = batch(collection, after); !some.isEmpty(); ) {
            some.forEach(each);
            after = some.get(some.size() - 1).getString("_id").getValue();
            some = batch(collection, after);
        }
    }

    private List<RawBsonDocument> batch(String collection, String after) {
        return Waiting.all(raw(collection)
                .find(Filters.gt("_id", after))
                .sort(Sorts.ascending("_id"))
                .limit(AT_ONCE));
    }

    /** But the one that every collection has. */
    List<BsonDocument> indexes(String collection) {
        return Waiting.all(database.getCollection(collection).listIndexes(BsonDocument.class)).stream()
                .filter(index ->
                        !index.getString("name", new BsonString("")).getValue().equals("_id_"))
                .toList();
    }

    boolean isEmpty() {
        return collections().stream()
                .filter(name -> !name.equals(META))
                .allMatch(name -> Waiting.all(raw(name).find().limit(1)).isEmpty());
    }

    /** The version of the layout; empty when nothing wrote it yet. */
    Optional<Integer> layout() {
        return meta("layout").map(document -> document.getInteger("version"));
    }

    /** The backup whose restoring began and did not end. */
    Optional<String> restoring() {
        return meta(RESTORE).map(document -> document.getString("file"));
    }

    private Optional<Document> meta(String id) {
        return Waiting.all(database.getCollection(META).find(Filters.eq("_id", id))).stream()
                .findFirst();
    }

    /** From now on nobody starts with these data until {@link #restored}. */
    void beginRestore(String file) {
        Waiting.all(database.getCollection(META)
                .replaceOne(
                        Filters.eq("_id", RESTORE),
                        new Document("_id", RESTORE).append("file", file),
                        new ReplaceOptions().upsert(true)));
    }

    void clear() {
        collections().stream()
                .filter(name -> !name.equals(META))
                .forEach(name -> Waiting.all(database.getCollection(name).drop()));
        Waiting.all(database.getCollection(META).deleteMany(Filters.ne("_id", RESTORE)));
    }

    void restored() {
        Waiting.all(database.getCollection(META).deleteOne(Filters.eq("_id", RESTORE)));
    }

    /** The server's own command, so that an index comes back as it was told. */
    void createIndexes(String collection, List<BsonDocument> indexes) {
        if (!indexes.isEmpty()) {
            Waiting.all(database.runCommand(new Document("createIndexes", collection).append("indexes", indexes)));
        }
    }

    void insert(String collection, List<RawBsonDocument> documents) {
        if (!documents.isEmpty()) {
            Waiting.all(raw(collection).insertMany(documents, new InsertManyOptions().ordered(false)));
        }
    }

    /** Says of hours of machines that they have blocks to pack; storage looks for blocks nowhere else. */
    void touch(Set<MachineHour> hours) {
        List<WriteModel<Document>> writes = hours.stream()
                .<WriteModel<Document>>map(hour -> new UpdateOneModel<>(
                        Filters.eq("_id", hour.machine()),
                        Updates.combine(Updates.inc("touched." + hour.hour(), 1L), Updates.inc("v", 1L))))
                .toList();
        if (!writes.isEmpty()) {
            Waiting.all(database.getCollection("machines").bulkWrite(writes));
        }
    }

    /** @param hour counted from the epoch */
    record MachineHour(String machine, long hour) {}

    @Override
    public void close() {
        client.close();
    }
}
