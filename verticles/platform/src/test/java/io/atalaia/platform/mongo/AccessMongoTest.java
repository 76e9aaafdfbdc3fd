/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.platform.access.AccessStores;
import io.atalaia.platform.access.AccessStoresContract;
import io.atalaia.platform.bus.Fault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessMongoTest extends AccessStoresContract {
    private final TestMongo server = new TestMongo();
    private final Vertx vertx = Vertx.vertx();

    /** One client for each node. */
    @Override
    protected AccessStores stores() {
        return AccessMongo.on(MongoClients.open(vertx, server.uri(), "atalaia"));
    }

    @Test
    void whoAsksWhileTheDatabaseIsGoneIsToldSo() {
        var impatient =
                AccessMongo.on(MongoClients.open(vertx, server.uri() + "/?serverSelectionTimeoutMS=300", "atalaia"));
        server.goAway();
        for (Future<?> asked : List.of(
                impatient.users().find("ana"),
                impatient.sessions().end("abc"),
                impatient.changes().note(),
                impatient.audit().newest("", 10))) {
            assertThatThrownBy(() -> asked.await())
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.UNAVAILABLE));
        }
    }

    @AfterEach
    void close() {
        vertx.close().await();
        server.close();
    }
}
