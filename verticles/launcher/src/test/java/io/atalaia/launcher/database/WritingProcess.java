/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database;

import io.atalaia.platform.mongo.MongoClients;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.UpdateOptions;
import java.nio.file.Path;

/** A process that runs the database, writes without end and says on its output what was acknowledged, until it is killed. */
final class WritingProcess {
    static final int WRITERS = 3;

    private WritingProcess() {}

    public static void main(String[] arguments) {
        var database = EmbeddedDatabase.open(Path.of(arguments[0]), 0);
        var mongo = MongoClients.open(Vertx.vertx(), database.uri(), "atalaia");
        for (int writer = 0; writer < WRITERS; writer++) {
            write(mongo, writer, 0);
        }
    }

    /** Each writer upserts one document after the other, each twice, as blocks are. */
    private static void write(MongoClient mongo, int writer, int number) {
        String id = writer + "-" + number;
        mongo.updateCollectionWithOptions(
                        "blocks",
                        new JsonObject().put("_id", id),
                        new JsonObject().put("$set", new JsonObject().put("text", "x".repeat(2_000))),
                        new UpdateOptions().setUpsert(true))
                .compose(first -> mongo.updateCollection(
                        "blocks",
                        new JsonObject().put("_id", id),
                        new JsonObject().put("$set", new JsonObject().put("n", number))))
                .onSuccess(second -> {
                    System.out.println(id);
                    write(mongo, writer, number + 1);
                });
    }
}
