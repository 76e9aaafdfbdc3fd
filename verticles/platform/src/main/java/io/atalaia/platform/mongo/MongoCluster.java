/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.platform.cluster.ClusterStore;
import io.atalaia.platform.cluster.engine.Grants.Written;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.UpdateOptions;

/** What nodes know together: the collection {@code leases}, and one document of the collection {@code cluster}. */
public final class MongoCluster implements ClusterStore {
    private static final String COLLECTION = "cluster";
    private static final String SIZE = "size";
    private static final String MOST = "most";
    private static final int ALREADY_THERE_TRIES = 3;

    private final MongoClient mongo;
    private final LeaseStore leases;

    public MongoCluster(MongoClient mongo) {
        this.mongo = mongo;
        leases = new LeaseStore(mongo);
    }

    @Override
    public Future<Reading> read() {
        return leases.all().compose(all -> mongo.findOne(COLLECTION, size(), new JsonObject())
                .map(found -> new Reading(
                        all.stream().map(MongoCluster::written).toList(), found == null ? 0 : found.getInteger(MOST))));
    }

    private static Written written(LeaseDocument lease) {
        return new Written(
                lease.name(), lease.owner(), lease.fence(), lease.length().toMillis(), lease.version());
    }

    @Override
    public Future<Void> note(int most) {
        return note(most, ALREADY_THERE_TRIES);
    }

    /** Two that write the first number at once may both try to insert it. */
    private Future<Void> note(int most, int tries) {
        var greater = new JsonObject().put("$max", new JsonObject().put(MOST, most));
        return mongo.updateCollectionWithOptions(COLLECTION, size(), greater, new UpdateOptions().setUpsert(true))
                .<Void>mapEmpty()
                .recover(
                        cause -> Duplicate.is(cause) && tries > 1 ? note(most, tries - 1) : Future.failedFuture(cause));
    }

    private static JsonObject size() {
        return new JsonObject().put("_id", SIZE);
    }
}
