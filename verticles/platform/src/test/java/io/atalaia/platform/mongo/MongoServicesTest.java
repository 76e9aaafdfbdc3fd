/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.platform.catalog.ServiceStore;
import io.atalaia.platform.catalog.ServiceStoreContract;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;

class MongoServicesTest extends ServiceStoreContract {
    private final TestMongo mongo = new TestMongo();
    private final Vertx vertx = Vertx.vertx();

    @Override
    protected ServiceStore store() {
        return new MongoServices(MongoClients.open(vertx, mongo.uri(), "atalaia"));
    }

    @AfterEach
    void close() {
        vertx.close().await();
        mongo.close();
    }
}
