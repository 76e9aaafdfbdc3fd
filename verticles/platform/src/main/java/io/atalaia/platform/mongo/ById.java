/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Documents of one collection that are reached by their ids alone, which every server has an index for. */
final class ById {
    static final String ID = "_id";
    /** An absent id in a list costs the embedded server as much as a present one; longer lists go in parts. */
    private static final int MOST_AT_ONCE = 500;

    private final MongoClient mongo;
    private final String collection;

    ById(MongoClient mongo, String collection) {
        this.mongo = mongo;
        this.collection = collection;
    }

    static JsonObject id(String id) {
        return new JsonObject().put(ID, id);
    }

    <T> Future<Optional<T>> find(String id, Function<JsonObject, T> form) {
        return mongo.findOne(collection, id(id), new JsonObject())
                .map(found -> Optional.ofNullable(found).map(form))
                .recover(OutOfReach::told);
    }

    <T> Future<List<T>> find(Collection<String> ids, Function<JsonObject, T> form) {
        List<String> all = List.copyOf(ids);
        Future<List<T>> found = Future.succeededFuture(new ArrayList<>());
        for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
            var part = all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE));
            found = found.compose(before -> among(part, form).map(more -> {
                before.addAll(more);
                return before;
            }));
        }
        return found;
    }

    private <T> Future<List<T>> among(List<String> ids, Function<JsonObject, T> form) {
        var among = new JsonObject().put(ID, new JsonObject().put("$in", new JsonArray(ids)));
        return mongo.find(collection, among)
                .map(found -> found.stream().map(form).toList())
                .recover(OutOfReach::told);
    }

    <T> Future<List<T>> all(Function<JsonObject, T> form) {
        return mongo.find(collection, new JsonObject())
                .map(found -> found.stream().map(form).toList())
                .recover(OutOfReach::told);
    }

    /** False when there is a document of this id. */
    Future<Boolean> insert(JsonObject document) {
        return mongo.insert(collection, document)
                .map(true)
                .recover(cause -> Duplicate.is(cause) ? Future.succeededFuture(false) : OutOfReach.told(cause));
    }

    /** False when nothing fits the filter. */
    Future<Boolean> set(JsonObject filter, JsonObject fields) {
        return mongo.updateCollection(collection, filter, new JsonObject().put("$set", fields))
                .map(result -> result.getDocMatched() == 1)
                .recover(OutOfReach::told);
    }

    /** False when there was none. */
    Future<Boolean> remove(String id) {
        return mongo.removeDocument(collection, id(id))
                .map(result -> result.getRemovedCount() == 1)
                .recover(OutOfReach::told);
    }

    /** Those of these ids, a part at a time. */
    Future<Void> removeAll(List<String> ids) {
        Future<Void> removed = Future.succeededFuture();
        for (int from = 0; from < ids.size(); from += MOST_AT_ONCE) {
            var part = new JsonArray(ids.subList(from, Math.min(ids.size(), from + MOST_AT_ONCE)));
            removed = removed.compose(before -> removeAll(new JsonObject().put(ID, new JsonObject().put("$in", part))));
        }
        return removed;
    }

    /** Looks at every document of the collection, unless the filter names ids. */
    Future<Void> removeAll(JsonObject filter) {
        return mongo.removeDocuments(collection, filter).<Void>mapEmpty().recover(OutOfReach::told);
    }
}
