/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.FakeStorage;
import io.atalaia.gateway.FakeStorage.Mood;
import io.atalaia.gateway.House;
import io.atalaia.gateway.Script;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StorageTest {
    private final House house = House.open();
    private final FakeStorage storage = new FakeStorage(house.bus, System.currentTimeMillis());

    @AfterEach
    void close() {
        house.close();
    }

    private boolean history() {
        return house.get("/api/v1/fleet").json().getBoolean("history");
    }

    private String breaker() {
        return house.get("/api/v1/health").json().getJsonArray("breakers").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("name").equals("storage"))
                .findFirst()
                .orElseThrow()
                .getString("state");
    }

    @Test
    void aStorageThatHangsOpensTheBreakerAndOneThatAnswersClosesItByItself() {
        eventually(() -> assertThat(history()).isTrue());
        storage.mood = Mood.HANGS;
        eventually(() -> assertThat(history()).isFalse());
        house.greet("m1", "alpha", Script.SCHEMA);
        var script = new Script("m1", System.currentTimeMillis() - 5_000);
        house.live(script.second(1), script.second(1));
        eventually(() -> {
            house.get("/api/v1/query?machine=m1&metric=node_load1");
            assertThat(breaker()).isEqualTo("open");
        });
        // Each would wait for a second if it was passed on; on a busy machine one of several is quick.
        eventually(() -> {
            long start = System.nanoTime();
            JsonObject answer =
                    house.get("/api/v1/query?machine=m1&metric=node_load1").json();
            assertThat(answer.getBoolean("complete")).isFalse();
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(900);
        });

        storage.mood = Mood.WELL;
        eventually(() -> {
            assertThat(history()).isTrue();
            assertThat(breaker()).isEqualTo("closed");
        });
    }

    @Test
    void aStorageThatFailsOpensTheBreakerWithoutAnyQuestionOfAPerson() {
        storage.mood = Mood.FAILS;
        eventually(() -> assertThat(breaker()).isEqualTo("open"));
        assertThat(history()).isFalse();
        storage.mood = Mood.WELL;
        eventually(() -> assertThat(history()).isTrue());
    }

    @Test
    void refusedQuestionsDoNotOpenTheBreaker() {
        eventually(() -> assertThat(history()).isTrue());
        house.greet("m1", "alpha", Script.SCHEMA);
        for (int i = 0; i < 10; i++) {
            assertThat(house.get("/api/v1/query?machine=m1&metric=nonsense").status())
                    .isEqualTo(404);
        }
        assertThat(breaker()).isEqualTo("closed");
        assertThat(history()).isTrue();
    }
}
