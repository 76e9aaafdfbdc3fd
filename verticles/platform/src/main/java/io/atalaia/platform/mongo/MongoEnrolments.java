/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.platform.access.Enrolment;
import io.atalaia.platform.access.Enrolments;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.util.Optional;

/** The collection {@code enrolments}: a document for each, its id the secret's hash. */
final class MongoEnrolments implements Enrolments {
    private final ById documents;

    MongoEnrolments(MongoClient mongo) {
        documents = new ById(mongo, "enrolments");
    }

    @Override
    public Future<Void> add(Enrolment enrolment, long nowMillis) {
        var ended = new JsonObject().put("ends", new JsonObject().put("$lt", nowMillis));
        return documents
                .removeAll(ended)
                .compose(removed -> documents.insert(ById.id(enrolment.hash())
                        .put("createdBy", enrolment.createdBy())
                        .put("ends", enrolment.ends())))
                .mapEmpty();
    }

    @Override
    public Future<Optional<Enrolment>> find(String hash) {
        return documents.find(
                hash,
                json -> new Enrolment(json.getString(ById.ID), json.getString("createdBy"), json.getLong("ends")));
    }

    @Override
    public Future<Boolean> use(String hash) {
        return documents.remove(hash);
    }
}
