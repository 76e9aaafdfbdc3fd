/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import static io.atalaia.agent.Hubs.done;
import static io.atalaia.agent.engine.Fixtures.MINUTE;
import static io.atalaia.agent.engine.Fixtures.ONE;
import static io.atalaia.agent.engine.Fixtures.TWO;
import static io.atalaia.agent.engine.Fixtures.facts;
import static io.atalaia.agent.engine.Fixtures.sealed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.agent.Hubs;
import io.atalaia.agent.engine.BlockQueue;
import io.atalaia.contracts.Done;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.uplink.BusBlockDoor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DurableUplinkTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Hubs hubs = new Hubs();
    private final Context loop = hubs.vertx.getOrCreateContext();
    private final CurrentFacts current = new CurrentFacts(facts("tower"));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    /** How much later it is on the monotonic clock than it really is, in nanoseconds. */
    private final AtomicLong later = new AtomicLong();

    private DurableUplink durable = uplink(Duration.ZERO);

    private DurableUplink uplink(Duration spread) {
        return new DurableUplink(
                hubs.vertx,
                new BusBlockDoor(hubs.bus, Duration.ofSeconds(5)),
                new Clock(InstantSource.system(), () -> System.nanoTime() + later.get()),
                current,
                new AgentMeters(meters),
                new BlockQueue(Duration.ofMinutes(10).toMillis()),
                new Backoff(() -> 0.05),
                spread);
    }

    @AfterEach
    void close() {
        hubs.close();
    }

    private void offer(int minute, Schema schema) {
        loop.runOnContext(run -> durable.offer(sealed(minute, MINUTE + minute * 60_000L, 60, schema)));
    }

    private void flush(Duration limit) {
        Promise<Void> flushed = Promise.promise();
        loop.runOnContext(run -> durable.flush(limit).onComplete(flushed));
        done(flushed.future());
    }

    private double counted(String what) {
        return meters.counter("atalaia_agent_samples_" + what).count();
    }

    private double dropped(String reason) {
        return meters.counter("atalaia_agent_samples_dropped", "reason", reason).count();
    }

    @Test
    void storageHearsOfTheSchemaBeforeItsFirstBlock() {
        hubs.storage();
        offer(1, ONE);
        offer(2, TWO);
        offer(3, TWO);
        await().atMost(LIMIT).until(() -> hubs.blocks.size() == 3);
        assertThat(hubs.introductions).extracting(told -> told.schema()).containsExactly(ONE, TWO);
        assertThat(counted("acked")).isEqualTo(180);
    }

    @Test
    void theSchemaInUseIsToldWithoutWaitingForABlockAndAgainWithNewFacts() {
        hubs.storage();
        loop.runOnContext(run -> durable.schema(ONE));
        await().atMost(LIMIT).until(() -> hubs.introductions.size() == 1);
        loop.runOnContext(run -> current.changed(facts("lighthouse")));
        loop.runOnContext(run -> durable.schema(ONE));
        await().atMost(LIMIT).until(() -> hubs.introductions.size() == 2);
        assertThat(hubs.introductions.get(1).facts().name()).isEqualTo("lighthouse");
    }

    @Test
    void aStorageThatFailsAndRecoversLosesNothingAndKeepsTheOrder() {
        var left = new AtomicInteger(5);
        hubs.store = block -> left.getAndDecrement() > 0
                ? Future.failedFuture(new Fault(Fault.UNAVAILABLE, "the disk is full"))
                : Future.succeededFuture(Done.DONE);
        for (int minute = 1; minute <= 8; minute++) {
            offer(minute, ONE);
        }
        hubs.storage();
        await().atMost(LIMIT).until(() -> hubs.blocks.size() == 8);
        assertThat(hubs.blocks).extracting(Block::seq).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(counted("acked")).isEqualTo(480);
        assertThat(counted("sent")).isGreaterThanOrEqualTo(480 + 5 * 60);
    }

    @Test
    void aStorageThatForgotTheSchemaIsToldAgain() {
        hubs.storage();
        offer(1, ONE);
        await().atMost(LIMIT).until(() -> hubs.blocks.size() == 1);
        hubs.introductions.clear();
        offer(2, ONE);
        await().atMost(LIMIT).until(() -> hubs.blocks.size() == 2);
        assertThat(hubs.introductions).hasSize(1);
    }

    @Test
    void aBlockThatIsRefusedForGoodMakesRoomForTheNext() {
        hubs.store = block -> block.seq() == 1
                ? Future.failedFuture(new Fault(Fault.BAD_REQUEST, "cannot be decoded"))
                : Future.succeededFuture(Done.DONE);
        hubs.storage();
        offer(1, ONE);
        offer(2, ONE);
        await().atMost(LIMIT).until(() -> hubs.blocks.size() == 1);
        assertThat(hubs.blocks.get(0).seq()).isEqualTo(2);
        assertThat(dropped("refused")).isEqualTo(60);
    }

    @Test
    void withoutStorageTheOldestGoAndAreCounted() {
        for (int minute = 1; minute <= 15; minute++) {
            loop.runOnContext(wait -> later.addAndGet(TimeUnit.MINUTES.toNanos(1)));
            offer(minute, ONE);
        }
        await().atMost(LIMIT).until(() -> dropped("queue full") >= 4 * 60);
        hubs.storage();
        await().atMost(LIMIT)
                .until(() -> !hubs.blocks.isEmpty()
                        && hubs.blocks.get(hubs.blocks.size() - 1).seq() == 15);
        assertThat(hubs.blocks).hasSize(15 - (int) dropped("queue full") / 60).hasSizeBetween(10, 11);
    }

    @Test
    void aBlockWaitsForItsTurnButNotAtTheEnd() {
        durable = uplink(Duration.ofMinutes(5));
        hubs.storage();
        offer(1, ONE);
        loop.runOnContext(run -> durable.schema(ONE));
        await().atMost(LIMIT).until(() -> hubs.introductions.size() == 1);
        assertThat(hubs.blocks).isEmpty();
        flush(Duration.ofSeconds(10));
        assertThat(hubs.blocks).hasSize(1);
    }

    @Test
    void theEndDoesNotWaitForAStorageThatIsNotThere() {
        offer(1, ONE);
        flush(Duration.ofMillis(300));
        assertThat(dropped("stopped")).isEqualTo(60);
    }
}
