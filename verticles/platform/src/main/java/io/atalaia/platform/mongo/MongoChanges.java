/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.platform.access.Changes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.UpdateOptions;

/** A document of the collection {@code access} for each thing whose changes are counted. */
final class MongoChanges implements Changes {
    private static final String COLLECTION = "access";
    private static final String COUNT = "count";
    private static final int ALREADY_THERE_TRIES = 3;

    private final MongoClient mongo;
    private final String of;

    /** @param of the id of the document */
    MongoChanges(MongoClient mongo, String of) {
        this.mongo = mongo;
        this.of = of;
    }

    @Override
    public Future<Long> count() {
        return mongo.findOne(COLLECTION, id(), new JsonObject())
                .map(found -> found == null ? 0L : found.getLong(COUNT))
                .recover(OutOfReach::told);
    }

    @Override
    public Future<Void> note() {
        return note(ALREADY_THERE_TRIES);
    }

    /** Two that note the first change at once may both try to insert the document. */
    private Future<Void> note(int tries) {
        var more = new JsonObject().put("$inc", new JsonObject().put(COUNT, 1L));
        return mongo.updateCollectionWithOptions(COLLECTION, id(), more, new UpdateOptions().setUpsert(true))
                .<Void>mapEmpty()
                .recover(cause -> Duplicate.is(cause) && tries > 1 ? note(tries - 1) : OutOfReach.told(cause));
    }

    private JsonObject id() {
        return ById.id(of);
    }
}
