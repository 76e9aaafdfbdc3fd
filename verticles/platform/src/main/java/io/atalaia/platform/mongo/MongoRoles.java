/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.platform.roles.RoleStore;
import io.atalaia.platform.roles.Wish;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.UpdateOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The collection {@code nodes}: a document for each node's name, and one for the placement of roles. */
public final class MongoRoles implements RoleStore {
    private static final String COLLECTION = "nodes";
    /** A node's own document has a prefix, so that none can be called like this. */
    private static final String PLACEMENT = "placement";

    private final MongoClient mongo;

    public MongoRoles(MongoClient mongo) {
        this.mongo = mongo;
    }

    @Override
    public Future<Optional<Wish>> wish(String node) {
        return mongo.findOne(COLLECTION, id(node), new JsonObject())
                .map(found -> Optional.ofNullable(found).map(MongoRoles::read));
    }

    @Override
    public Future<Void> keep(String node, Wish wish) {
        return mongo.replaceDocumentsWithOptions(
                        COLLECTION, id(node), written(node, wish), new UpdateOptions().setUpsert(true))
                .mapEmpty();
    }

    /** The upsert of a smaller fence meets the document with its id. */
    @Override
    public Future<Boolean> placed(String role, String node, long fence, long atMillis) {
        var upToFence = new JsonObject().put("_id", PLACEMENT).put("fence", new JsonObject().put("$lte", fence));
        var placed = new JsonObject()
                .put("_id", PLACEMENT)
                .put("fence", fence)
                .put("role", role)
                .put("node", node)
                .put("at", atMillis);
        return mongo.replaceDocumentsWithOptions(COLLECTION, upToFence, placed, new UpdateOptions().setUpsert(true))
                .map(true)
                .recover(cause -> Duplicate.is(cause) ? Future.succeededFuture(false) : Future.failedFuture(cause));
    }

    private static JsonObject id(String node) {
        return new JsonObject().put("_id", "node/" + node);
    }

    private static JsonObject written(String node, Wish wish) {
        var roles = new JsonArray();
        new TreeMap<>(wish.roles())
                .forEach((role, instances) ->
                        roles.add(new JsonObject().put("role", role).put("instances", instances)));
        return id(node).put("configured", new JsonArray(wish.configured()))
                .put("roles", roles)
                .put("unwanted", new JsonArray(List.copyOf(wish.unwanted())))
                .put("draining", wish.draining());
    }

    private static Wish read(JsonObject json) {
        Map<String, Integer> roles = new TreeMap<>();
        json.getJsonArray("roles").stream()
                .map(JsonObject.class::cast)
                .forEach(one -> roles.put(one.getString("role"), one.getInteger("instances")));
        return new Wish(
                texts(json, "configured"), roles, new HashSet<>(texts(json, "unwanted")), json.getBoolean("draining"));
    }

    private static List<String> texts(JsonObject json, String name) {
        return json.getJsonArray(name).stream().map(String.class::cast).toList();
    }
}
