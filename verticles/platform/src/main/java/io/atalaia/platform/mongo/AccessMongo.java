/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.platform.access.AccessStores;
import io.vertx.ext.mongo.MongoClient;

/** The stores of who may come in, and of what they say of machines, on MongoDB. */
public final class AccessMongo {
    private AccessMongo() {}

    public static AccessStores on(MongoClient mongo) {
        return new AccessStores(
                new MongoUsers(mongo),
                new MongoSessions(mongo),
                new MongoTokens(mongo),
                new MongoSetupLinks(mongo),
                new MongoEnrolments(mongo),
                new MongoChanges(mongo, "changes"),
                new MongoAudit(mongo),
                new MongoMachineNotes(mongo));
    }
}
