/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.platform.access.SetupLink;
import io.atalaia.platform.access.SetupLinks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.util.Optional;

/** The collection {@code setup}: a document for each link, its id the secret's hash, and one for the first administrator. */
final class MongoSetupLinks implements SetupLinks {
    /** No hash looks like this. */
    private static final String FIRST = "first-administrator";

    private final ById documents;

    MongoSetupLinks(MongoClient mongo) {
        documents = new ById(mongo, "setup");
    }

    @Override
    public Future<Void> add(SetupLink link, long nowMillis) {
        var ended = new JsonObject().put("ends", new JsonObject().put("$lt", nowMillis));
        return documents
                .removeAll(ended)
                .compose(removed -> documents.insert(
                        ById.id(link.hash()).put("first", link.first()).put("ends", link.ends())))
                .mapEmpty();
    }

    @Override
    public Future<Optional<SetupLink>> find(String hash) {
        return hash.equals(FIRST)
                ? Future.succeededFuture(Optional.empty())
                : documents.find(
                        hash,
                        json -> new SetupLink(json.getString(ById.ID), json.getBoolean("first"), json.getLong("ends")));
    }

    @Override
    public Future<Boolean> use(String hash) {
        return hash.equals(FIRST) ? Future.succeededFuture(false) : documents.remove(hash);
    }

    @Override
    public Future<Boolean> claimFirst(String name, long nowMillis) {
        return documents.insert(ById.id(FIRST).put("name", name).put("at", nowMillis));
    }
}
