/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database;

import io.atalaia.platform.access.SetupLink;
import io.atalaia.platform.mongo.AccessMongo;
import io.atalaia.platform.mongo.MongoClients;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Puts a setup link into the database, for who sits at a hub's machine. */
public final class LinkWriter {
    private LinkWriter() {}

    /** @param uri a MongoDB connection string */
    public static Future<Void> write(Vertx vertx, String uri, String database, SetupLink link, long nowMillis) {
        var mongo = MongoClients.open(vertx, uri, database);
        return AccessMongo.on(mongo).links().add(link, nowMillis).eventually(mongo::close);
    }
}
