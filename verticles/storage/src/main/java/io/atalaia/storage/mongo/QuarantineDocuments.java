/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.mongo;

import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi.PutAside;
import io.atalaia.storage.service.QuarantineStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.MongoClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The collection {@code quarantine}: of each machine a list {@code {_id: "<machine>", v, x: dropped, b: [{b: boot, q: seq, f:
 * from, t: to, n: bytes, r: received}]}}, and of each block a document {@code {_id: "<machine>/<boot>_<seq>", s: schema, f, t, c:
 * samples, p: payload}}.
 */
public final class QuarantineDocuments implements QuarantineStore {
    private static final String COLLECTION = "quarantine";

    private final MongoClient mongo;
    private final Documents documents;

    public QuarantineDocuments(MongoClient mongo) {
        this.mongo = mongo;
        this.documents = new Documents(mongo, COLLECTION);
    }

    /** Makes the index; safe to repeat. */
    public Future<Void> prepare() {
        var keys = new JsonObject().put("_id", 1).put("v", 1);
        return mongo.createIndexWithOptions(
                        COLLECTION, keys, new IndexOptions().name("id_v").unique(true))
                .recover(Documents::trouble);
    }

    @Override
    public Future<Held> read(String machine) {
        return documents.byIds(List.of(machine), new JsonObject()).map(found -> found.stream()
                .findFirst()
                .map(QuarantineDocuments::held)
                .orElse(Held.NOTHING));
    }

    private static Held held(JsonObject document) {
        List<PutAside> blocks = new ArrayList<>();
        document.getJsonArray("b", new JsonArray()).forEach(entry -> {
            var block = (JsonObject) entry;
            blocks.add(new PutAside(
                    block.getString("b"),
                    block.getLong("q"),
                    block.getLong("f"),
                    block.getLong("t"),
                    block.getInteger("n"),
                    block.getLong("r")));
        });
        return new Held(document.getLong("v"), blocks, document.getLong("x", 0L));
    }

    @Override
    public Future<Void> keep(Block block) {
        var set = new JsonObject()
                .put("s", block.schema())
                .put("f", block.from())
                .put("t", block.to())
                .put("c", block.samples())
                .put("p", Binary.of(block.payload()));
        return documents
                .write(List.of(Documents.upsert(
                        Documents.id(id(block.machine(), block.boot(), block.seq())),
                        new JsonObject().put("$set", set))))
                .mapEmpty();
    }

    private static String id(String machine, String boot, long seq) {
        return machine + "/" + boot + "_" + seq;
    }

    @Override
    public Future<Void> drop(String machine, Collection<PutAside> blocks) {
        return documents.remove(blocks.stream()
                .map(block -> id(machine, block.boot(), block.seq()))
                .toList());
    }

    @Override
    public Future<Boolean> write(String machine, Held held) {
        var list = new JsonArray();
        held.blocks()
                .forEach(block -> list.add(new JsonObject()
                        .put("b", block.boot())
                        .put("q", block.seq())
                        .put("f", block.from())
                        .put("t", block.to())
                        .put("n", block.bytes())
                        .put("r", block.received())));
        var filter = Documents.id(machine).put("v", held.version());
        var update = new JsonObject()
                .put("$set", new JsonObject().put("b", list).put("x", held.dropped()))
                .put("$inc", new JsonObject().put("v", 1L));
        BulkOperation operation =
                held.version() == 0 ? Documents.upsert(filter, update) : Documents.update(filter, update);
        return documents
                .write(List.of(operation))
                .map(result -> result.getMatchedCount() + result.getUpserts().size() == 1)
                .recover(cause ->
                        Documents.isDuplicateKey(cause) ? Future.succeededFuture(false) : Future.failedFuture(cause));
    }
}
