/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database;

import de.bwaldvogel.mongo.MongoServer;
import io.atalaia.platform.mongo.MongoClients;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.nio.file.Path;
import java.util.Random;

/**
 * A process that runs the database, writes documents and removes most of them again, so that its file has much to tidy. It says
 * on its output what was acknowledged, until it is killed.
 */
final class RemovingProcess {
    static final int WRITERS = 3;
    /** So many documents of each writer live at a time, beside each tenth, which stays. */
    static final int LIVING = 50;

    static final int STAYS = 10;
    static final int BYTES = 4_000;

    private final MongoClient mongo;
    private final Random random = new Random();

    private RemovingProcess(MongoClient mongo) {
        this.mongo = mongo;
    }

    /** The store keeps what was replaced for 45 seconds before it uses the place again; so long no test waits. */
    public static void main(String[] arguments) {
        var backend = StoreFile.open(Path.of(arguments[0]));
        backend.getMvStore().setRetentionTime(0);
        var server = new MongoServer(backend);
        server.bind("127.0.0.1", 0);
        String uri = "mongodb://127.0.0.1:" + server.getLocalAddress().getPort();
        var process = new RemovingProcess(MongoClients.open(Vertx.vertx(), uri, "atalaia"));
        for (int writer = 0; writer < WRITERS; writer++) {
            process.write(writer, Integer.parseInt(arguments[1]));
        }
    }

    private void write(int writer, int number) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String id = writer + "-" + number;
        var document =
                new JsonObject().put("_id", id).put("n", number).put("bytes", new JsonObject().put("$binary", bytes));
        int old = number - LIVING;
        Future<?> removed = old < 0 || old % STAYS == 0
                ? Future.succeededFuture()
                : mongo.removeDocument("blocks", new JsonObject().put("_id", writer + "-" + old));
        removed.compose(done -> mongo.save("blocks", document)).onSuccess(saved -> {
            System.out.println(id);
            write(writer, number + 1);
        });
    }
}
