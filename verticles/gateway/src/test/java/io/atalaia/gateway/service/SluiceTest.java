/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.contracts.Done;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SluiceTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger stored = new AtomicInteger();
    private volatile int atOnce;

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private Future<Done> store() {
        stored.incrementAndGet();
        return Future.succeededFuture(Done.DONE);
    }

    /** On one context, as the gateway uses it. */
    private List<Future<Done>> many(int count) {
        Promise<List<Future<Done>>> all = Promise.promise();
        vertx.runOnContext(go -> {
            var sluice = new Sluice(vertx, Clock.system(), meters);
            var futures = IntStream.range(0, count)
                    .mapToObj(i -> sluice.pass(this::store))
                    .toList();
            atOnce = stored.get();
            all.complete(futures);
        });
        return all.future().await();
    }

    @Test
    void whatHasToWaitPassesInItsTurn() {
        var all = many(100);
        assertThat(atOnce).isLessThan(50);
        await().atMost(LIMIT).until(() -> all.stream().allMatch(Future::succeeded));
        assertThat(stored).hasValue(100);
    }

    @Test
    void whatWouldWaitTooLongIsToldToComeLaterAndCounted() {
        var all = many(1_000);
        var refused = all.stream().filter(Future::failed).toList();
        assertThat(refused).hasSizeBetween(700, 900).allSatisfy(one -> {
            assertThat(((Fault) one.cause()).code()).isEqualTo(Fault.BUSY);
            assertThat(((Fault) one.cause()).retryAfterMillis()).isEqualTo(5_000);
        });
        assertThat(meters.get("atalaia_ingest_past_refused").counter().count()).isEqualTo(refused.size());
        await().atMost(LIMIT).until(() -> all.stream().allMatch(Future::isComplete));
        assertThat(stored).hasValue(1_000 - refused.size());
    }
}
