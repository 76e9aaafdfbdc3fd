/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.mongo;

import io.atalaia.storage.engine.Tier;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The collection {@code tiers}: packed documents, {@code {_id, f: fence, …columns}}. A document is written only with the fence
 * that was read, which a unique index over {@code _id} and {@code f} makes cheap in the embedded server.
 */
final class TierDocuments {
    static final String COLLECTION = "tiers";
    private static final String FENCE = "f";

    private final Documents documents;

    TierDocuments(Documents documents) {
        this.documents = documents;
    }

    Future<List<Tier>> read(Collection<String> ids, Set<String> paths) {
        var fields = new JsonObject();
        if (!paths.isEmpty()) {
            fields.put(FENCE, 1);
            paths.forEach(path -> fields.put(path, 1));
        }
        return documents
                .byIds(ids, fields)
                .map(found -> found.stream().map(TierDocuments::tier).toList());
    }

    Future<List<Tier>> fences(Collection<String> ids) {
        return read(ids, Set.of(FENCE));
    }

    private static Tier tier(JsonObject document) {
        return new Tier(document.getString("_id"), document.getLong(FENCE), Binary.flat(document));
    }

    Future<Boolean> write(List<Tier.Write> writes) {
        if (writes.isEmpty()) {
            return Future.succeededFuture(true);
        }
        return documents
                .write(writes.stream().map(TierDocuments::operation).toList())
                .map(result -> result.getMatchedCount() + result.getUpserts().size() == writes.size())
                .recover(cause ->
                        Documents.isDuplicateKey(cause) ? Future.succeededFuture(false) : Future.failedFuture(cause));
    }

    /** A new document takes its fence from the filter; one that somebody made meanwhile is a duplicate key then. */
    private static BulkOperation operation(Tier.Write write) {
        var set = new JsonObject();
        write.columns().forEach((path, bytes) -> set.put(path, Binary.of(bytes)));
        var update = new JsonObject().put("$set", set);
        if (write.expected() == Tier.ABSENT) {
            return Documents.upsert(Documents.id(write.id()).put(FENCE, write.fence()), update);
        }
        set.put(FENCE, write.fence());
        return Documents.update(Documents.id(write.id()).put(FENCE, write.expected()), update);
    }

    Future<Void> remove(Collection<String> ids) {
        return documents.remove(ids);
    }
}
