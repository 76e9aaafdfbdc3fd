/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import io.atalaia.platform.mongo.MongoClients;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the database holds, read behind everybody's back. Used by one thread, which waits for the answers. */
final class Truth implements AutoCloseable {
    private static final int MOST_SECONDS = 10;
    private static final String WORK = "faults";

    private final Vertx vertx = Vertx.vertx();
    private final MongoClient mongo;

    Truth(String uri) {
        mongo = MongoClients.open(vertx, uri, "atalaia");
    }

    /** @param owner its node's id and what makes it one of several; empty while nobody holds it */
    record Held(String owner, long fence) {
        /** The id begins with the node's name and ends with what makes it unique. */
        String node() {
            return owner.substring(0, owner.lastIndexOf('-', owner.indexOf('/')));
        }

        boolean isHeld() {
            return !owner.isEmpty();
        }
    }

    Held lease(String name) {
        JsonObject found = wait(mongo.findOne("leases", new JsonObject().put("_id", name), new JsonObject()));
        return found == null ? new Held("", 0) : new Held(found.getString("owner"), found.getLong("fence"));
    }

    /** Begins a piece of work that {@link LeasedWorker leased workers} do. */
    void beginWork(String name) {
        String ignored = wait(mongo.save(
                WORK, new JsonObject().put("_id", name).put("fence", 0).put("done", new JsonArray())));
    }

    /** Does a piece of work under a fence, unless that was done under this one or a greater. */
    static Future<Boolean> work(MongoClient mongo, String name, long fence) {
        var smaller = new JsonObject().put("_id", name).put("fence", new JsonObject().put("$lt", fence));
        var change = new JsonObject()
                .put("$set", new JsonObject().put("fence", fence))
                .put("$push", new JsonObject().put("done", fence));
        return mongo.updateCollection(WORK, smaller, change).map(result -> result.getDocModified() == 1);
    }

    /** The fences under which work was done, in the order of it. */
    JsonArray done(String name) {
        return wait(mongo.findOne(WORK, new JsonObject().put("_id", name), new JsonObject()))
                .getJsonArray("done");
    }

    private static <T> T wait(Future<T> answer) {
        try {
            return answer.toCompletionStage().toCompletableFuture().get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        Void closed = wait(mongo.close());
        Void ended = wait(vertx.close());
    }
}
