/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.platform.access.AccessStores;
import io.atalaia.platform.access.AccessStoresContract;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;

class AccessMongoTest extends AccessStoresContract {
    private final TestMongo server = new TestMongo();
    private final Vertx vertx = Vertx.vertx();

    /** One client for each node. */
    @Override
    protected AccessStores stores() {
        return AccessMongo.on(MongoClients.open(vertx, server.uri(), "atalaia"));
    }

    @AfterEach
    void close() {
        vertx.close().await();
        server.close();
    }
}
