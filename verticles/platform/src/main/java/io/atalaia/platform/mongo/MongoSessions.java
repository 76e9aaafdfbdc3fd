/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.platform.access.Session;
import io.atalaia.platform.access.Sessions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The collection {@code sessions}: a document for each, its id the hash of the cookie's secret. */
final class MongoSessions implements Sessions {
    private final ById documents;

    MongoSessions(MongoClient mongo) {
        documents = new ById(mongo, "sessions");
    }

    @Override
    public Future<Void> begin(Session session) {
        return documents
                .insert(ById.id(session.hash())
                        .put("user", session.user())
                        .put("epoch", session.epoch())
                        .put("created", session.created())
                        .put("seen", session.seen())
                        .put("ends", session.ends()))
                .mapEmpty();
    }

    @Override
    public Future<Optional<Session>> find(String hash) {
        return documents.find(hash, MongoSessions::read);
    }

    @Override
    public Future<List<Session>> find(Collection<String> hashes) {
        return documents.find(hashes, MongoSessions::read);
    }

    @Override
    public Future<Void> seen(String hash, long atMillis) {
        return documents
                .set(ById.id(hash), new JsonObject().put("seen", atMillis))
                .mapEmpty();
    }

    @Override
    public Future<Void> end(String hash) {
        return documents.remove(hash).mapEmpty();
    }

    @Override
    public Future<Void> tidy(long endedBefore, long notSeenSince) {
        var ended = new JsonObject().put("ends", new JsonObject().put("$lt", endedBefore));
        var idle = new JsonObject().put("seen", new JsonObject().put("$lt", notSeenSince));
        return documents.removeAll(
                new JsonObject().put("$or", new JsonArray().add(ended).add(idle)));
    }

    private static Session read(JsonObject json) {
        return new Session(
                json.getString(ById.ID),
                json.getString("user"),
                json.getLong("epoch"),
                json.getLong("created"),
                json.getLong("seen"),
                json.getLong("ends"));
    }
}
