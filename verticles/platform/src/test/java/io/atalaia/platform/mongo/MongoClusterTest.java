/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.cluster.engine.Grants.Written;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mongo.MongoClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoClusterTest {
    private final TestMongo mongo = new TestMongo();
    private final Vertx vertx = Vertx.vertx();
    private final MongoClient client = MongoClients.open(vertx, mongo.uri(), "atalaia");
    private final MongoCluster cluster = new MongoCluster(client);

    @AfterEach
    void close() {
        vertx.close().await();
        mongo.close();
    }

    @Test
    void ofAnEmptyDatabaseNothingIsKnown() {
        var reading = cluster.read().await();
        assertThat(reading.leases()).isEmpty();
        assertThat(reading.most()).isZero();
    }

    @Test
    void theMostNodesEverSeenOnlyGrow() {
        Future.join(cluster.note(3), cluster.note(2), cluster.note(4)).await();
        cluster.note(1).await();
        assertThat(cluster.read().await().most()).isEqualTo(4);
    }

    @Test
    void leasesAreReadWithTheirHolders() {
        var lease = new MongoLeases(vertx, client, Clock.system(), "a-1").contend("packing", Duration.ofSeconds(5));
        await().atMost(Duration.ofSeconds(20)).until(() -> lease.fence().isPresent());
        var read = cluster.read().await().leases();
        assertThat(read).extracting(Written::name).containsExactly("packing");
        assertThat(read.get(0).owner()).startsWith("a-1/");
        assertThat(read.get(0).fence()).isEqualTo(1);
        assertThat(read.get(0).lengthMillis()).isEqualTo(5_000);
    }
}
