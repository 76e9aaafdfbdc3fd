/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.platform.roles.Wish;
import io.vertx.core.Vertx;
import io.vertx.ext.mongo.MongoClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoRolesTest {
    private final Vertx vertx = Vertx.vertx();
    private final TestMongo server = new TestMongo();
    private final MongoClient mongo = MongoClients.open(vertx, server.uri(), "test");
    private final MongoRoles roles = new MongoRoles(mongo);

    @AfterEach
    void close() {
        mongo.close().await();
        vertx.close().await();
        server.close();
    }

    @Test
    void aWishIsReadAsItWasKeptAndTheNewestCounts() {
        var first = Wish.configured(List.of("storage", "gateway"));
        var second = first.with("storage", 3).without("gateway").drained(true);
        assertThat(roles.wish("lisbon").await()).isEmpty();
        roles.keep("lisbon", first).await();
        roles.keep("porto", first).await();
        roles.keep("lisbon", second).await();
        assertThat(roles.wish("lisbon").await()).contains(second);
        assertThat(roles.wish("porto").await()).contains(first);
    }

    @Test
    void whatWasPlacedUnderAGreaterFenceIsNotOverwritten() {
        assertThat(roles.placed("storage", "a", 4, 1).await()).isTrue();
        assertThat(roles.placed("gateway", "a", 4, 2).await()).isTrue();
        assertThat(roles.placed("storage", "b", 3, 3).await()).isFalse();
        assertThat(roles.placed("storage", "b", 5, 4).await()).isTrue();
    }

    @Test
    void aNodeThatIsCalledAsThePlacementIsHasADocumentOfItsOwn() {
        assertThat(roles.placed("storage", "a", 4, 1).await()).isTrue();
        assertThat(roles.wish("placement").await()).isEmpty();
    }
}
