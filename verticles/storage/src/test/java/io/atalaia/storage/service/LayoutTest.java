/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.platform.lease.Lease;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<String> done = new ArrayList<>();
    private boolean failing;
    private boolean held = true;
    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench();
    }

    @AfterEach
    void close() {
        bench.close();
        vertx.close().await();
    }

    private Migration step(int to) {
        return new Migration(to, "step " + to, () -> {
            if (failing) {
                return Future.failedFuture(new IllegalStateException("killed"));
            }
            done.add("to " + to);
            return Future.succeededFuture();
        });
    }

    private Layout layout(Migration... steps) {
        return new Layout(vertx, bench.meta, List.of(steps), new Lease() {
            @Override
            public OptionalLong fence() {
                return held ? OptionalLong.of(1) : OptionalLong.empty();
            }

            @Override
            public Future<Void> release() {
                return Future.succeededFuture();
            }
        });
    }

    private int version() {
        return bench.done(bench.meta::layout).orElse(Layout.FIRST);
    }

    @Test
    void emptyDataBeginWithTheNewestLayout() {
        bench.done(layout(step(2), step(3))::ready);
        assertThat(version()).isEqualTo(3);
        assertThat(done).isEmpty();
    }

    @Test
    void dataOfAReleaseWithoutAVersionAreMigratedStepByStep() {
        bench.introduce();
        bench.done(layout(step(2), step(3))::ready);
        assertThat(version()).isEqualTo(3);
        assertThat(done).containsExactly("to 2", "to 3");
        bench.done(layout(step(2), step(3))::ready);
        assertThat(done).hasSize(2);
    }

    @Test
    void aStepThatDidNotEndIsDoneAgain() {
        bench.introduce();
        failing = true;
        assertThatThrownBy(() -> bench.done(layout(step(2))::ready)).hasMessage("killed");
        assertThat(version()).isEqualTo(1);
        failing = false;
        bench.done(layout(step(2))::ready);
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void whoDoesNotHoldTheLeaseWaitsForTheOneWhoDoes() {
        bench.introduce();
        held = false;
        var waiting = layout(step(2)).ready();
        bench.done(() -> bench.meta.layout(2));
        io.atalaia.storage.Fixture.done(waiting);
        assertThat(done).isEmpty();
    }

    @Test
    void newerDataAreRefused() {
        bench.done(() -> bench.meta.layout(7));
        assertThatThrownBy(() -> bench.done(layout(step(2))::ready))
                .hasMessageStartingWith("the data have version 7 of their layout and this release knows up to 2");
    }

    @Test
    void aHalfRestoredDatabaseIsRefused() {
        bench.done(() -> bench.mongo.insert(
                "meta", new JsonObject().put("_id", "restore").put("file", "friday.backup")));
        assertThatThrownBy(() -> bench.done(layout()::ready))
                .hasMessageContaining("was being restored from friday.backup and that did not end");
    }
}
