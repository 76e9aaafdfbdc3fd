/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopLagTest {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void anEventLoopThatStandsStillIsSeenWhileItDoesAndOneThatRunsIsNot() {
        var lag = LoopLag.watch(vertx, Clock.system(), 2).await();
        var meters = new SimpleMeterRegistry();
        lag.measureIn(meters);
        var stop = new CountDownLatch(1);
        vertx.getOrCreateContext().runOnContext(stand -> awaitQuietly(stop));
        await().atMost(Duration.ofSeconds(20)).until(() -> lag.late(0.95).compareTo(Duration.ofMillis(500)) > 0);
        assertThat(meters.get("atalaia_event_loop_lag_seconds")
                        .tag("share", "0.95")
                        .gauge()
                        .value())
                .isGreaterThan(0.5);
        stop.countDown();
        await().atMost(Duration.ofSeconds(60)).until(() -> lag.late(0.95).compareTo(Duration.ofMillis(250)) < 0);
        lag.close().await();
        assertThat(lag.late(1)).isZero();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
