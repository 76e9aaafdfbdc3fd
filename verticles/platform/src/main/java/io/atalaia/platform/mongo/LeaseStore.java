/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The collection {@code leases}, changed by compare-and-set alone. */
final class LeaseStore {
    private static final String COLLECTION = "leases";

    private final MongoClient mongo;

    LeaseStore(MongoClient mongo) {
        this.mongo = mongo;
    }

    Future<Optional<LeaseDocument>> read(String name) {
        return mongo.findOne(COLLECTION, new JsonObject().put("_id", name), new JsonObject())
                .map(found -> Optional.ofNullable(found).map(LeaseDocument::from));
    }

    Future<List<LeaseDocument>> read(Collection<String> names) {
        var among = new JsonObject().put("$in", new JsonArray(List.copyOf(names)));
        return names.isEmpty()
                ? Future.succeededFuture(List.of())
                : mongo.find(COLLECTION, new JsonObject().put("_id", among))
                        .map(found -> found.stream().map(LeaseDocument::from).toList());
    }

    /** Few: one for each thing that only one node may do, and one for each node. */
    Future<List<LeaseDocument>> all() {
        return mongo.find(COLLECTION, new JsonObject())
                .map(found -> found.stream().map(LeaseDocument::from).toList());
    }

    /** Writes the first document of a name. False when another contender was faster. */
    Future<Boolean> create(LeaseDocument document) {
        return mongo.insert(COLLECTION, document.json())
                .map(true)
                .recover(cause -> Duplicate.is(cause) ? Future.succeededFuture(false) : Future.failedFuture(cause));
    }

    /**
     * False when the document is no longer the one that was read. The filter names the owner beside the version, so that a
     * document that was deleted and made anew by somebody else is never taken for the old one.
     */
    Future<Boolean> change(LeaseDocument from, LeaseDocument to) {
        var unchanged = new JsonObject()
                .put("_id", from.name())
                .put("owner", from.owner())
                .put("version", from.version());
        var changed = to.json();
        changed.remove("_id");
        return mongo.updateCollection(COLLECTION, unchanged, new JsonObject().put("$set", changed))
                .map(result -> result.getDocMatched() == 1);
    }

    /** False when the document is no longer the one that was read. Only for names that nobody will contend for again. */
    Future<Boolean> remove(LeaseDocument document) {
        var unchanged = new JsonObject()
                .put("_id", document.name())
                .put("owner", document.owner())
                .put("version", document.version());
        return mongo.removeDocument(COLLECTION, unchanged).map(result -> result.getRemovedCount() == 1);
    }
}
