/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.mongo;

import io.atalaia.storage.service.Disk;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;

/** The disk of a database elsewhere, as far as the database tells of it. */
public final class MongoDisk implements Disk {
    private final MongoClient mongo;

    public MongoDisk(MongoClient mongo) {
        this.mongo = mongo;
    }

    @Override
    public Future<Space> look() {
        return mongo.runCommand("dbStats", new JsonObject().put("dbStats", 1))
                .map(MongoDisk::space)
                .recover(Documents::trouble);
    }

    private static Space space(JsonObject stats) {
        double storage = number(stats, "storageSize");
        double total = number(stats, "fsTotalSize");
        double used = number(stats, "fsUsedSize");
        return new Space(
                storage < 0 ? UNKNOWN : (long) (storage + Math.max(0, number(stats, "indexSize"))),
                total <= 0 || used < 0 ? UNKNOWN : (long) (total - used));
    }

    private static double number(JsonObject stats, String name) {
        return stats.getValue(name) instanceof Number number ? number.doubleValue() : UNKNOWN;
    }
}
