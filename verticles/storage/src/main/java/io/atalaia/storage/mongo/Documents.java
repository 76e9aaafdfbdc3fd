/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import io.atalaia.storage.service.SampleStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.BulkWriteOptions;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.MongoClientBulkWriteResult;
import io.vertx.ext.mongo.WriteOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** One collection, reached by ids alone, written with the majority's consent. */
final class Documents {
    /** A batch beyond 48 MB fails in the embedded server, and packed documents take up to 64 KB and more. */
    private static final int IDS_A_READ = 250;

    private static final int IDS_A_DELETE = 500;
    private static final int DUPLICATE_KEY = 11_000;

    private final MongoClient mongo;
    private final String collection;

    Documents(MongoClient mongo, String collection) {
        this.mongo = mongo;
        this.collection = collection;
    }

    Future<List<JsonObject>> byIds(Collection<String> ids, JsonObject fields) {
        var options = new FindOptions().setFields(fields).setBatchSize(IDS_A_READ);
        List<JsonObject> found = new ArrayList<>();
        Future<Void> reads = Future.succeededFuture();
        for (List<String> some : chunks(ids, IDS_A_READ)) {
            reads = reads.compose(before ->
                            mongo.findWithOptions(collection, in(some), options).recover(Documents::trouble))
                    .compose(documents -> {
                        found.addAll(documents);
                        return Future.succeededFuture();
                    });
        }
        return reads.map(done -> found);
    }

    /** Every document: only for collections that are small. */
    Future<List<JsonObject>> all() {
        return mongo.find(collection, new JsonObject()).recover(Documents::trouble);
    }

    Future<MongoClientBulkWriteResult> write(List<BulkOperation> operations) {
        var options = new BulkWriteOptions().setOrdered(false).setWriteOption(WriteOption.MAJORITY);
        return mongo.bulkWriteWithOptions(collection, operations, options).recover(Documents::trouble);
    }

    /** The document is made when it is not there. */
    static BulkOperation upsert(JsonObject filter, JsonObject update) {
        return BulkOperation.createUpdate(filter, update, true, false);
    }

    static BulkOperation update(JsonObject filter, JsonObject update) {
        return BulkOperation.createUpdate(filter, update, false, false);
    }

    Future<Void> remove(Collection<String> ids) {
        Future<Void> removes = Future.succeededFuture();
        for (List<String> some : chunks(ids, IDS_A_DELETE)) {
            removes = removes.compose(
                            before -> mongo.removeDocumentsWithOptions(collection, in(some), WriteOption.MAJORITY)
                                    .recover(Documents::trouble))
                    .mapEmpty();
        }
        return removes;
    }

    static JsonObject id(String id) {
        return new JsonObject().put("_id", id);
    }

    /** Two writers made one document at the same time, or it is not in the state that the filter wants. */
    static boolean isDuplicateKey(Throwable cause) {
        if (cause instanceof MongoBulkWriteException bulk) {
            return !bulk.getWriteErrors().isEmpty()
                    && bulk.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
        }
        return cause instanceof MongoException one && one.getCode() == DUPLICATE_KEY;
    }

    /** Duplicate keys mean something to those who write; the rest is trouble. */
    static <T> Future<T> trouble(Throwable cause) {
        return Future.failedFuture(
                cause instanceof MongoException && !isDuplicateKey(cause) ? new SampleStore.Trouble(cause) : cause);
    }

    private static JsonObject in(List<String> ids) {
        return new JsonObject().put("_id", new JsonObject().put("$in", new JsonArray(new ArrayList<Object>(ids))));
    }

    private static List<List<String>> chunks(Collection<String> ids, int size) {
        List<String> all = List.copyOf(ids);
        List<List<String>> chunks = new ArrayList<>();
        for (int at = 0; at < all.size(); at += size) {
            chunks.add(all.subList(at, Math.min(all.size(), at + size)));
        }
        return chunks;
    }
}
