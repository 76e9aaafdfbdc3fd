/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.contracts.access.UserRole;
import io.atalaia.platform.access.User;
import io.atalaia.platform.access.Users;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The collection {@code users}: a document for each, its id the name. */
final class MongoUsers implements Users {
    private static final String SEEN = "seen";

    private final ById documents;

    MongoUsers(MongoClient mongo) {
        documents = new ById(mongo, "users");
    }

    @Override
    public Future<Optional<User>> find(String name) {
        return documents.find(name, MongoUsers::read);
    }

    @Override
    public Future<List<User>> find(Collection<String> names) {
        return documents.find(names, MongoUsers::read);
    }

    @Override
    public Future<List<User>> all() {
        return documents.all(MongoUsers::read);
    }

    @Override
    public Future<Boolean> create(User user) {
        return documents.insert(written(user));
    }

    /** The filter names the time of the making beside the version, so that a namesake of a removed user is never changed for it. */
    @Override
    public Future<Boolean> change(User from, User to) {
        var unchanged = ById.id(from.name()).put("created", from.created()).put("version", from.version());
        var changed = written(to);
        changed.remove(ById.ID);
        return documents.set(unchanged, changed);
    }

    /** Beside the user's own fields: neither is written over with the other. */
    @Override
    public Future<Void> seen(String name, long atMillis) {
        return documents
                .set(ById.id(name), new JsonObject().put(SEEN, atMillis))
                .mapEmpty();
    }

    @Override
    public Future<Map<String, Long>> seen() {
        return documents.all(user -> user).map(users -> {
            Map<String, Long> seen = new HashMap<>();
            users.stream()
                    .filter(user -> user.getLong(SEEN) != null)
                    .forEach(user -> seen.put(user.getString(ById.ID), user.getLong(SEEN)));
            return seen;
        });
    }

    @Override
    public Future<Boolean> remove(String name) {
        return documents.remove(name);
    }

    private static JsonObject written(User user) {
        return ById.id(user.name())
                .put("role", user.role().word())
                .put("password", user.password())
                .put("disabled", user.disabled())
                .put("epoch", user.epoch())
                .put("version", user.version())
                .put("created", user.created())
                .put("createdBy", user.createdBy());
    }

    /** A role that a newer release knows is worth the least here. */
    private static User read(JsonObject json) {
        return new User(
                json.getString(ById.ID),
                UserRole.of(json.getString("role")).orElse(UserRole.VIEWER),
                json.getString("password"),
                json.getBoolean("disabled"),
                json.getLong("epoch"),
                json.getLong("version"),
                json.getLong("created"),
                json.getString("createdBy"));
    }
}
