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
 * Packed documents, {@code {_id, f: fence, …columns}}, in the collections {@code tiers}, {@code processes} and {@code fleet}. A document is written only with the fence
 * that was read, which a unique index over {@code _id} and {@code f} makes cheap in the embedded server.
 */
final class TierDocuments {
    static final String FENCE = "f";

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

    /** A document that somebody made meanwhile, with another fence, is a duplicate key. */
    private static BulkOperation operation(Tier.Write write) {
        boolean absent = write.expected() == Tier.ABSENT;
        var filter = Documents.id(write.id()).put(FENCE, absent ? write.fence() : write.expected());
        return BulkOperation.createReplace(filter, document(write), absent);
    }

    private static JsonObject document(Tier.Write write) {
        var document = Documents.id(write.id()).put(FENCE, write.fence());
        write.columns().forEach((path, bytes) -> {
            JsonObject place = document;
            String[] words = path.split("\\.");
            for (int i = 0; i < words.length - 1; i++) {
                JsonObject inner = place.getJsonObject(words[i]);
                if (inner == null) {
                    inner = new JsonObject();
                    place.put(words[i], inner);
                }
                place = inner;
            }
            place.put(words[words.length - 1], Binary.whole(bytes));
        });
        return document;
    }

    Future<Void> remove(Collection<String> ids) {
        return documents.remove(ids);
    }
}
