/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link ServiceStore} keeps to. */
public abstract class ServiceStoreContract {
    /** The store as one node sees it; all of a test share what is stored. */
    protected abstract ServiceStore store();

    public static Registration service(String id, int port) {
        return new Registration(
                id,
                "shop",
                ServiceKind.HTTP,
                "10.0.0.7",
                port,
                List.of("blue"),
                100,
                Map.of("a.b$c", "1"),
                0,
                List.of(new Check(Check.Kind.HTTP, "/health", 2_000, 1_000)),
                null,
                "node-1",
                "lisbon",
                1_000);
    }

    @Test
    void whatIsWrittenIsReadAsItWas() {
        var store = store();
        var written = store.put(service("shop-1", 80)).await();
        assertThat(written.registration()).isEqualTo(service("shop-1", 80));
        assertThat(store.all().await().registrations()).containsExactly(service("shop-1", 80));
        assertThat(store.all().await().index()).isEqualTo(written.index());
    }

    @Test
    void everyChangeMovesTheIndex() {
        var store = store();
        long empty = store.index().await();
        long put = store.put(service("shop-1", 80)).await().index();
        long changed = store.put(service("shop-1", 81)).await().index();
        long maintained =
                store.maintain("shop-1", "new disk").await().orElseThrow().index();
        long removed = store.remove("shop-1").await().orElseThrow();
        assertThat(List.of(empty, put, changed, maintained, removed)).isSorted().doesNotHaveDuplicates();
        assertThat(store().index().await()).isEqualTo(removed);
    }

    @Test
    void whoRegistersAgainKeepsItsAgeAndItsMaintenance() {
        var store = store();
        store.put(service("shop-1", 80)).await();
        store.maintain("shop-1", "new disk").await();
        var first = service("shop-1", 80);
        var later = new Registration(
                first.id(),
                first.name(),
                first.kind(),
                first.address(),
                81,
                List.of(),
                50,
                Map.of(),
                0,
                List.of(),
                null,
                "node-2",
                "porto",
                2_000);
        var now = store.put(later).await().registration();
        assertThat(now.port()).isEqualTo(81);
        assertThat(now.host()).isEqualTo("porto");
        assertThat(now.since()).isEqualTo(1_000);
        assertThat(now.maintenance()).isEqualTo("new disk");
        assertThat(store.maintain("shop-1", null)
                        .await()
                        .orElseThrow()
                        .registration()
                        .maintenance())
                .isNull();
    }

    @Test
    void whatIsNotThereCanNeitherBeMaintainedNorRemovedNorRenewed() {
        var store = store();
        long index = store.index().await();
        assertThat(store.maintain("nobody", "why").await()).isEmpty();
        assertThat(store.remove("nobody").await()).isEmpty();
        assertThat(store.renew(Set.of("nobody")).await()).isEmpty();
        assertThat(store.all().await().registrations()).isEmpty();
        assertThat(store.index().await()).isEqualTo(index);
    }

    @Test
    void whoRenewsIsNotEnded() {
        var store = store();
        store.put(service("shop-1", 80)).await();
        store.put(service("shop-2", 80)).await();
        var before = store.renewals().await();
        assertThat(before).containsOnlyKeys("shop-1", "shop-2");
        assertThat(store.renew(Set.of("shop-1", "nobody")).await()).containsExactly("shop-1");
        assertThat(store.end("shop-1", before.get("shop-1")).await()).isFalse();
        assertThat(store.end("shop-2", before.get("shop-2")).await()).isTrue();
        assertThat(store.end("shop-2", before.get("shop-2")).await()).isFalse();
        assertThat(store.all().await().registrations())
                .extracting(Registration::id)
                .containsExactly("shop-1");
    }

    @Test
    void nothingIsLostWhenManyRegisterAtOnce() {
        var a = store();
        var b = store();
        var writes = IntStream.range(0, 200)
                .mapToObj(i -> (i % 2 == 0 ? a : b).put(service("shop-" + i / 2, i)))
                .toList();
        Future.all(writes).await();
        assertThat(a.all().await().registrations()).hasSize(100);
        assertThat(a.index().await()).isEqualTo(200);
        assertThat(Optional.of(b.all().await().index())).contains(200L);
    }
}
