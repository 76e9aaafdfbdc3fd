/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.contracts.access.Right;
import io.atalaia.platform.access.AccessToken;
import io.atalaia.platform.access.AccessTokens;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The collection {@code tokens}: a document for each, its id the first signs of the token's hash. */
final class MongoTokens implements AccessTokens {
    private static final String REVOKED = "revoked";

    private final ById documents;

    MongoTokens(MongoClient mongo) {
        documents = new ById(mongo, "tokens");
    }

    @Override
    public Future<Void> create(AccessToken token) {
        return documents
                .insert(written(token))
                .compose(made -> made
                        ? Future.succeededFuture()
                        : Future.failedFuture(new IllegalStateException("there is a token of this id")));
    }

    @Override
    public Future<Optional<AccessToken>> find(String id) {
        return documents.find(id, MongoTokens::read);
    }

    @Override
    public Future<List<AccessToken>> find(Collection<String> ids) {
        return documents.find(ids, MongoTokens::read);
    }

    @Override
    public Future<List<AccessToken>> all() {
        return documents.all(MongoTokens::read);
    }

    @Override
    public Future<Void> used(String id, long atMillis) {
        return documents
                .set(ById.id(id), new JsonObject().put("used", atMillis))
                .mapEmpty();
    }

    @Override
    public Future<Boolean> revoke(String id, long atMillis) {
        return documents.set(ById.id(id).put(REVOKED, 0L), new JsonObject().put(REVOKED, atMillis));
    }

    @Override
    public Future<Void> tidy(long stoppedBefore) {
        var ended = new JsonObject().put("ends", new JsonObject().put("$lt", stoppedBefore));
        var revoked =
                new JsonObject().put(REVOKED, new JsonObject().put("$gt", 0L).put("$lt", stoppedBefore));
        return documents.removeAll(
                new JsonObject().put("$or", new JsonArray().add(ended).add(revoked)));
    }

    private static JsonObject written(AccessToken token) {
        return ById.id(token.id())
                .put("hash", token.hash())
                .put("name", token.name())
                .put(
                        "scopes",
                        new JsonArray(token.scopes().stream()
                                .map(Right::word)
                                .sorted()
                                .toList()))
                .put("machine", token.machine())
                .put("enrolment", token.enrolment())
                .put("created", token.created())
                .put("createdBy", token.createdBy())
                .put("ends", token.ends())
                .put("used", token.used())
                .put(REVOKED, token.revoked());
    }

    /** Scopes that a newer release knows count for nothing here; an older one wrote no enrolments. */
    private static AccessToken read(JsonObject json) {
        var scopes = json.getJsonArray("scopes").stream()
                .map(word -> Right.of((String) word))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return new AccessToken(
                json.getString(ById.ID),
                json.getString("hash"),
                json.getString("name"),
                scopes,
                json.getString("machine"),
                json.getString("enrolment", ""),
                json.getLong("created"),
                json.getString("createdBy"),
                json.getLong("ends"),
                json.getLong("used"),
                json.getLong(REVOKED));
    }
}
