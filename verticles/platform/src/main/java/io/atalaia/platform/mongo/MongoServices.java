/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.contracts.discovery.Registration;
import io.atalaia.platform.catalog.ServiceStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.UpdateOptions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Registrations as documents of the collection {@code services}, one each, and beside them one with the index. A change is
 * written first and the index moved after it: a reader that saw the index saw the change. When the writer dies between both,
 * readers that read everything from time to time see the change a little later.
 */
public final class MongoServices implements ServiceStore {
    private static final String COLLECTION = "services";
    /** No registration's id holds a dot. */
    private static final String INDEX = "index.";

    private static final String COUNT = "count";
    private static final int ALREADY_THERE_TRIES = 3;

    private final MongoClient mongo;

    public MongoServices(MongoClient mongo) {
        this.mongo = mongo;
    }

    @Override
    public Future<Long> index() {
        return mongo.findOne(COLLECTION, id(INDEX), new JsonObject())
                .map(found -> found == null ? 0L : found.getLong(COUNT));
    }

    @Override
    public Future<Stored> all() {
        return index().compose(index -> mongo.find(COLLECTION, new JsonObject())
                .map(found -> new Stored(
                        index, services(found).map(ServiceDocument::from).toList())));
    }

    private static Stream<JsonObject> services(List<JsonObject> found) {
        return found.stream().filter(document -> !document.getString("_id").equals(INDEX));
    }

    @Override
    public Future<Changed> put(Registration registration) {
        return upsert(registration.id(), ServiceDocument.update(registration), ALREADY_THERE_TRIES)
                .compose(this::changed);
    }

    /** Two that write a new id at once may both try to insert it. */
    private Future<JsonObject> upsert(String id, JsonObject update, int tries) {
        return mongo.findOneAndUpdateWithOptions(
                        COLLECTION,
                        id(id),
                        update,
                        new FindOptions(),
                        new UpdateOptions().setUpsert(true).setReturningNewDocument(true))
                .recover(cause ->
                        Duplicate.is(cause) && tries > 1 ? upsert(id, update, tries - 1) : Future.failedFuture(cause));
    }

    @Override
    public Future<Optional<Changed>> maintain(String id, String reason) {
        var change = reason == null
                ? new JsonObject().put("$unset", new JsonObject().put(ServiceDocument.MAINTENANCE, ""))
                : new JsonObject().put("$set", new JsonObject().put(ServiceDocument.MAINTENANCE, reason));
        return mongo.findOneAndUpdateWithOptions(
                        COLLECTION,
                        id(id),
                        change,
                        new FindOptions(),
                        new UpdateOptions().setReturningNewDocument(true))
                .compose(found -> found == null
                        ? Future.succeededFuture(Optional.empty())
                        : changed(found).map(Optional::of));
    }

    @Override
    public Future<Optional<Long>> remove(String id) {
        return mongo.removeDocument(COLLECTION, id(id))
                .compose(result -> result.getRemovedCount() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : moved().map(Optional::of));
    }

    @Override
    public Future<Set<String>> renew(Set<String> ids) {
        if (ids.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        var renewal = new JsonObject().put("$inc", new JsonObject().put(ServiceDocument.RENEWALS, 1L));
        var operations = ids.stream()
                .map(id -> BulkOperation.createUpdate(id(id), renewal))
                .toList();
        return mongo.bulkWrite(COLLECTION, operations)
                .compose(result ->
                        result.getMatchedCount() == ids.size() ? Future.succeededFuture(Set.copyOf(ids)) : known(ids));
    }

    private Future<Set<String>> known(Set<String> ids) {
        var among = new JsonObject().put("_id", new JsonObject().put("$in", new JsonArray(List.copyOf(ids))));
        return mongo.findWithOptions(COLLECTION, among, new FindOptions().setFields(new JsonObject().put("_id", 1)))
                .map(found -> {
                    Set<String> known = new HashSet<>();
                    found.forEach(document -> known.add(document.getString("_id")));
                    return known;
                });
    }

    @Override
    public Future<Map<String, Long>> renewals() {
        var fields = new FindOptions().setFields(new JsonObject().put(ServiceDocument.RENEWALS, 1));
        return mongo.findWithOptions(COLLECTION, new JsonObject(), fields).map(found -> {
            Map<String, Long> renewals = new HashMap<>();
            services(found)
                    .forEach(document ->
                            renewals.put(document.getString("_id"), document.getLong(ServiceDocument.RENEWALS)));
            return renewals;
        });
    }

    @Override
    public Future<Boolean> end(String id, long renewals) {
        return mongo.removeDocument(COLLECTION, id(id).put(ServiceDocument.RENEWALS, renewals))
                .compose(result -> result.getRemovedCount() == 0 ? Future.succeededFuture(false) : moved().map(true));
    }

    private Future<Changed> changed(JsonObject document) {
        return moved().map(index -> new Changed(ServiceDocument.from(document), index));
    }

    private Future<Long> moved() {
        return upsert(INDEX, new JsonObject().put("$inc", new JsonObject().put(COUNT, 1L)), ALREADY_THERE_TRIES)
                .map(document -> document.getLong(COUNT));
    }

    private static JsonObject id(String id) {
        return new JsonObject().put("_id", id);
    }
}
