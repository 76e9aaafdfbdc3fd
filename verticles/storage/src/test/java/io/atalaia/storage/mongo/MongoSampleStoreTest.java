/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.mongo;

import static io.atalaia.storage.Fixture.done;

import io.atalaia.storage.service.SampleStore;
import io.atalaia.storage.service.SampleStoreContract;
import io.atalaia.tests.support.EmbeddedMongo;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import org.junit.jupiter.api.AfterEach;

class MongoSampleStoreTest extends SampleStoreContract {
    private Vertx vertx;
    private EmbeddedMongo server;

    /** What a base class prepares before each test runs before what this one would. */
    @Override
    protected SampleStore open() {
        vertx = Vertx.vertx();
        server = EmbeddedMongo.inMemory();
        var config = new JsonObject().put("connection_string", server.uri()).put("db_name", "contract");
        var store = new MongoSampleStore(MongoClient.create(vertx, config));
        done(store.prepare().compose(once -> store.prepare()));
        return store;
    }

    @AfterEach
    void close() {
        done(vertx.close());
        server.close();
    }
}
