/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.UpdateOptions;
import java.util.List;

/** The collection {@code registrations}: one document for each node, every write guarded by the fence of the node's lease. */
final class RegistrationStore {
    private static final String COLLECTION = "registrations";

    private final MongoClient mongo;

    RegistrationStore(MongoClient mongo) {
        this.mongo = mongo;
    }

    Future<List<RegistrationDocument>> all() {
        return mongo.find(COLLECTION, new JsonObject())
                .map(found -> found.stream().map(RegistrationDocument::from).toList());
    }

    /** Fails when what is there was written under a greater fence: the upsert then meets a document with its id. */
    Future<Void> write(RegistrationDocument document) {
        return mongo.replaceDocumentsWithOptions(
                        COLLECTION,
                        upTo(document.node(), document.fence()),
                        document.json(),
                        new UpdateOptions().setUpsert(true))
                .mapEmpty();
    }

    /** Leaves alone what was written under a greater fence. */
    Future<Void> remove(String node, long fence) {
        return mongo.removeDocument(COLLECTION, upTo(node, fence)).mapEmpty();
    }

    private static JsonObject upTo(String node, long fence) {
        return new JsonObject().put("_id", node).put("fence", new JsonObject().put("$lte", fence));
    }
}
