/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.agent.Hubs;
import io.atalaia.agent.engine.Throttle;
import io.atalaia.agent.engine.Throttle.Step;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThrottleWatchTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long MINUTE = 60_000_000_000L;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong cpu = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private final List<String> said = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        Hubs.done(vertx.close());
    }

    @Test
    void aChangeIsToldAndShownByAGauge() {
        var meters = new SimpleMeterRegistry();
        var watch = new ThrottleWatch(
                vertx,
                vertx.createSharedWorkerExecutor("test", 1),
                new Clock(Instant::now, now::get),
                meters,
                () -> {
                    reads.incrementAndGet();
                    return cpu.get();
                },
                new Throttle(1, new Step(1_000, 5_000, 5_000)),
                (change, what) -> said.add(what));
        var loop = vertx.getOrCreateContext();
        for (int minute = 1; minute <= 2; minute++) {
            now.addAndGet(MINUTE);
            cpu.addAndGet(MINUTE / 20);
            loop.runOnContext(run -> watch.look());
            long expected = minute;
            await().atMost(LIMIT).until(() -> reads.get() == expected);
        }
        await().atMost(LIMIT).until(() -> !said.isEmpty());
        assertThat(said)
                .containsExactly(
                        "The agent took 5.0 % of a processor: it now samples every 1.0 s, processes every 10.0 s,"
                                + " volumes and sensors every 5.0 s.");
        assertThat(meters.get("atalaia_agent_throttle").gauge().value()).isEqualTo(1);
    }
}
