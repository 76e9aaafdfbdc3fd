/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.wire.WireTypes;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.WireCodec;
import io.atalaia.platform.catalog.CatalogCopy;
import io.atalaia.platform.catalog.Opinion;
import io.atalaia.platform.catalog.ServiceStoreContract;
import io.atalaia.platform.catalog.Snapshot;
import io.atalaia.platform.catalog.Standing;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogCopyTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestMongo mongo = new TestMongo();
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.on(vertx, new WireCodec(WireTypes.all()));
    private final MongoServices store = new MongoServices(MongoClients.open(vertx, mongo.uri(), "atalaia"));

    private CatalogCopy copy(Duration every) {
        return new CatalogCopy(vertx, bus, store, Clock.system(), every);
    }

    @AfterEach
    void close() {
        vertx.close().await();
        mongo.close();
    }

    @Test
    void itKnowsWhatWasRegisteredBeforeItCame() {
        store.put(ServiceStoreContract.service("shop-1", 80)).await();
        var copy = copy(Duration.ofSeconds(1));
        copy.open().await();
        assertThat(copy.now().stale()).isFalse();
        assertThat(copy.now().index()).isEqualTo(1);
        assertThat(ids(copy.now())).containsExactly("shop-1");
    }

    @Test
    void aHintBringsAChangeWithoutWaitingForThePace() {
        var copy = copy(Duration.ofMinutes(10));
        copy.open().await();
        var index =
                store.put(ServiceStoreContract.service("shop-1", 80)).await().index();
        bus.announce(DiscoveryApi.CHANGED, new DiscoveryApi.Changed(index));
        await().atMost(LIMIT).until(() -> ids(copy.now()).equals(List.of("shop-1")));
    }

    @Test
    void withoutAHintThePaceBringsIt() {
        var copy = copy(Duration.ofMillis(100));
        copy.open().await();
        store.put(ServiceStoreContract.service("shop-1", 80)).await();
        await().atMost(LIMIT).until(() -> ids(copy.now()).equals(List.of("shop-1")));
        store.remove("shop-1").await();
        await().atMost(LIMIT).until(() -> ids(copy.now()).isEmpty());
    }

    @Test
    void whileTheDatabaseIsAwayTheLastKnownStaysAndIsMarkedStale() {
        store.put(ServiceStoreContract.service("shop-1", 80)).await();
        var copy = copy(Duration.ofMillis(100));
        copy.open().await();
        mongo.goAway();
        await().atMost(LIMIT).until(() -> copy.now().stale());
        assertThat(ids(copy.now())).containsExactly("shop-1");
        mongo.comeBack();
        await().atMost(LIMIT).until(() -> !copy.now().stale());
    }

    @Test
    void anInstanceWithChecksServesOnlyOnceItPassed() {
        store.put(ServiceStoreContract.service("shop-1", 80)).await();
        // Nothing but what was agreed on changes what is shown.
        var copy = copy(Duration.ofMinutes(10));
        copy.open().await();
        List<Snapshot> seen = Collections.synchronizedList(new ArrayList<>());
        var watching = copy.watch(seen::add);
        assertThat(copy.now().instances("shop")).noneMatch(Standing::isServing);
        copy.agreed(Map.of("shop-1", Opinion.PASSING));
        await().atMost(LIMIT).until(() -> copy.now().instances("shop").stream().allMatch(Standing::isServing));
        copy.agreed(Map.of("shop-1", new Opinion(Health.FAILING, "refused")));
        await().atMost(LIMIT).until(() -> seen.size() == 3);
        watching.end();
        assertThat(seen.get(2).instances("shop")).extracting(Standing::detail).containsExactly("refused");
    }

    private static List<String> ids(Snapshot snapshot) {
        return snapshot.services().values().stream()
                .flatMap(List::stream)
                .map(standing -> standing.registration().id())
                .toList();
    }
}
