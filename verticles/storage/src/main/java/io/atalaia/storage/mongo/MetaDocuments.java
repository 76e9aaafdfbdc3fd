/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.mongo;

import io.atalaia.storage.service.MarkStore;
import io.atalaia.storage.service.MetaStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The collection {@code meta}: a document for each thing that is known of the data as a whole. */
public final class MetaDocuments implements MetaStore, MarkStore {
    static final String COLLECTION = "meta";
    private static final String LAYOUT = "layout";
    private static final String VERSION = "version";
    private static final String RESTORE = "restore";
    private static final String MARKS = "marks";
    private static final String SIZES = "sizes";

    private final MongoClient mongo;
    private final Documents documents;

    public MetaDocuments(MongoClient mongo) {
        this.mongo = mongo;
        this.documents = new Documents(mongo, COLLECTION);
    }

    private Future<Optional<JsonObject>> one(String id) {
        return documents.byIds(List.of(id), new JsonObject()).map(found -> found.stream()
                .findFirst());
    }

    private Future<Void> upsert(String id, JsonObject update) {
        return documents
                .write(List.of(Documents.upsert(Documents.id(id), update)))
                .mapEmpty();
    }

    @Override
    public Future<Optional<Integer>> layout() {
        return one(LAYOUT).map(found -> found.map(document -> document.getInteger(VERSION)));
    }

    @Override
    public Future<Void> layout(int version) {
        return upsert(LAYOUT, new JsonObject().put("$set", new JsonObject().put(VERSION, version)));
    }

    /** Whatever a release of Atalaia kept, it began with a machine. */
    @Override
    public Future<Boolean> isEmpty() {
        return mongo.findOne(MachineDocuments.COLLECTION, new JsonObject(), new JsonObject().put("_id", 1))
                .map(found -> found == null)
                .recover(Documents::trouble);
    }

    @Override
    public Future<Optional<String>> restoring() {
        return one(RESTORE).map(found -> found.map(document -> document.getString("file", "a backup")));
    }

    @Override
    public Future<Void> measured(Map<String, Long> amounts) {
        var increments = new JsonObject();
        amounts.forEach(increments::put);
        return upsert(SIZES, new JsonObject().put("$inc", increments));
    }

    @Override
    public Future<Map<String, Long>> measured() {
        return one(SIZES).map(found -> {
            Map<String, Long> amounts = new HashMap<>();
            found.ifPresent(document -> document.stream()
                    .filter(entry -> entry.getValue() instanceof Number)
                    .forEach(entry -> amounts.put(entry.getKey(), ((Number) entry.getValue()).longValue())));
            return amounts;
        });
    }

    @Override
    public Future<Marked> read() {
        return one(MARKS).map(found -> found.map(MetaDocuments::marked).orElse(Marked.NOTHING));
    }

    private static Marked marked(JsonObject document) {
        Map<String, Integer> quarantined = new HashMap<>();
        numbers(document, "q").forEach((machine, count) -> quarantined.put(machine, count.intValue()));
        return new Marked(numbers(document, "c"), numbers(document, "x"), quarantined);
    }

    private static Map<String, Long> numbers(JsonObject document, String field) {
        Map<String, Long> numbers = new HashMap<>();
        document.getJsonObject(field, new JsonObject())
                .forEach(entry -> numbers.put(entry.getKey(), ((Number) entry.getValue()).longValue()));
        return numbers;
    }

    @Override
    public Future<Void> clock(String machine, long offset) {
        return mark("c." + machine, offset);
    }

    @Override
    public Future<Void> conflict(String machine, long at) {
        return mark("x." + machine, at);
    }

    @Override
    public Future<Void> quarantined(String machine, int blocks) {
        return mark("q." + machine, blocks);
    }

    private Future<Void> mark(String path, long value) {
        return upsert(
                MARKS,
                value == 0
                        ? new JsonObject().put("$unset", new JsonObject().put(path, ""))
                        : new JsonObject().put("$set", new JsonObject().put(path, value)));
    }
}
