/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.config.ByteSize;
import io.atalaia.platform.spool.Entry;
import io.atalaia.platform.spool.Gathering;
import io.atalaia.platform.spool.Spool;
import io.atalaia.platform.spool.SpoolConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableRoadTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String MACHINE = "6b1d3a0e-7f5e-4a55-9d4e-2a3c8f8f1a11";
    private static final String BOOT = "0123456789abcdef0123456789abcdef";
    private static final Schema ONE = Schema.of(List.of(Series.gauge("node_load1")));
    private static final Schema TWO = Schema.of(List.of(Series.gauge("node_load1"), Series.gauge("node_load5")));

    @TempDir
    Path directory;

    private final Clock clock = Clock.system();
    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final WorkerExecutor files = vertx.createSharedWorkerExecutor("files", 1);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RoadMeters roadMeters = new RoadMeters(meters, "atalaia_agent");
    private final MemoryDoor storage = new MemoryDoor();
    private long minute = clock.millis() / 60_000 * 60_000;
    private Spool spool;
    private DurableRoad road;

    @BeforeEach
    void open() throws IOException {
        spool = reopened();
        road = road(Duration.ZERO);
    }

    private Spool reopened() throws IOException {
        var config = new SpoolConfig(new ByteSize(64L << 20), Duration.ofDays(48), Duration.ofSeconds(5));
        return Spool.open(directory, config, Gathering::strict, clock, roadMeters);
    }

    private DurableRoad road(Duration spread) {
        var options = new DurableRoad.Options(spread, 8, 40);
        return new DurableRoad(vertx, spool, files, storage, clock, roadMeters, options);
    }

    @AfterEach
    void close() throws IOException {
        done(vertx.close());
        spool.close();
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MachineFacts facts(String name) {
        return new MachineFacts(
                MACHINE, name, List.of(), "Linux", "6.1", "x86_64", "", 2, 1, 0, "0.1.0", BOOT, 1000, Map.of(), "", "");
    }

    /** One block of a single sample, so many minutes ago. */
    private List<Entry> sealed(int minutesAgo, Schema schema) {
        double[] values = new double[schema.series().size()];
        var sample = new Sample(MACHINE, BOOT, minute - minutesAgo * 60_000L, schema.hash(), values, null);
        assertThat(spool.append(sample, schema, facts("tower"))).isEmpty();
        return spool.seal();
    }

    private void offer(int minutesAgo, Schema schema) {
        var entries = sealed(minutesAgo, schema);
        loop.runOnContext(run -> road.offer(entries));
    }

    private void use(String name, Schema schema) {
        loop.runOnContext(run -> road.use(facts(name), schema));
    }

    private void flush(Duration limit) {
        Promise<Void> flushed = Promise.promise();
        loop.runOnContext(run -> road.flush(limit).onComplete(flushed));
        done(flushed.future());
    }

    private double counted(String what) {
        return meters.counter("atalaia_agent_samples_" + what).count();
    }

    @Test
    void storageHearsOfTheSchemaBeforeItsFirstBlockAndTheSpoolForgetsWhatWasAcknowledged() {
        offer(1, ONE);
        offer(0, TWO);
        await().atMost(LIMIT).until(() -> storage.blocks.size() == 2);
        assertThat(storage.introductions).extracting(told -> told.schema()).containsExactlyInAnyOrder(ONE, TWO);
        await().atMost(LIMIT).until(() -> spool.stats().blocks() == 0);
        assertThat(counted("acked")).isEqualTo(2);
    }

    @Test
    void theSchemaInUseIsToldWithoutABlockAndAgainWithNewFacts() {
        use("tower", ONE);
        await().atMost(LIMIT).until(() -> storage.introductions.size() == 1);
        use("lighthouse", ONE);
        await().atMost(LIMIT).until(() -> storage.introductions.size() == 2);
        assertThat(storage.introductions.get(1).facts().name()).isEqualTo("lighthouse");
    }

    @Test
    void aSchemaThatComesBackIsToldAgainSoThatStorageHasTheNewest() {
        use("tower", ONE);
        await().atMost(LIMIT).until(() -> storage.introductions.size() == 1);
        use("tower", TWO);
        await().atMost(LIMIT).until(() -> storage.introductions.size() == 2);
        use("tower", ONE);
        await().atMost(LIMIT).until(() -> storage.introductions.size() == 3);
        assertThat(storage.introductions).extracting(told -> told.schema()).containsExactly(ONE, TWO, ONE);
    }

    @Test
    void anOldSchemaOfTheBacklogDoesNotStayTheNewestAndBringsNoOldFacts() {
        use("lighthouse", TWO);
        await().atMost(LIMIT).until(() -> storage.introductions.size() == 1);
        offer(600, ONE);
        await().atMost(LIMIT).until(() -> storage.introductions.size() == 3);
        assertThat(storage.introductions).extracting(told -> told.schema()).containsExactly(TWO, ONE, TWO);
        assertThat(storage.introductions)
                .extracting(told -> told.facts().name())
                .containsOnly("lighthouse");
        await().atMost(LIMIT).until(() -> storage.blocks.size() == 1);
    }

    @Test
    void aStorageThatFailsAndRecoversLosesNothing() {
        var left = new AtomicInteger(3);
        storage.store = block -> left.getAndDecrement() > 0
                ? Future.failedFuture(new Fault(Fault.UNAVAILABLE, "the disk is full"))
                : Future.succeededFuture(Done.DONE);
        for (int ago = 8; ago > 0; ago--) {
            offer(ago, ONE);
        }
        await().atMost(LIMIT).until(() -> storage.blocks.size() == 8);
        assertThat(storage.blocks).extracting(Block::seq).doesNotHaveDuplicates();
        await().atMost(LIMIT).until(() -> counted("acked") == 8);
        assertThat(counted("sent")).isGreaterThanOrEqualTo(8 + 3);
    }

    @Test
    void atMostEightTravelAtATimeAndFreshOnesPassTheBacklog() {
        var most = new AtomicInteger();
        var now = new AtomicInteger();
        Promise<Void> allOffered = Promise.promise();
        storage.store = block -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            return allOffered
                    .future()
                    .compose(offered -> vertx.timer(20, TimeUnit.MILLISECONDS))
                    .map(fired -> {
                        now.decrementAndGet();
                        return Done.DONE;
                    });
        };
        for (int ago = 120; ago > 10; ago--) {
            offer(ago, ONE);
        }
        offer(0, ONE);
        loop.runOnContext(run -> allOffered.complete());
        await().atMost(LIMIT).until(() -> storage.blocks.size() == 111);
        assertThat(storage.blocks.subList(0, 90)).anyMatch(block -> block.from() == minute);
        assertThat(most.get()).isBetween(2, 8);
    }

    @Test
    void aStorageThatForgotTheMachineIsToldAgain() {
        offer(1, ONE);
        await().atMost(LIMIT).until(() -> storage.blocks.size() == 1);
        storage.known.clear();
        offer(0, ONE);
        await().atMost(LIMIT).until(() -> storage.blocks.size() == 2);
    }

    @Test
    void aBlockThatIsRefusedForGoodIsCountedAndItsGapIsTold() {
        storage.store = block -> block.seq() == 1
                ? Future.failedFuture(new Fault(Fault.BAD_REQUEST, "cannot be decoded"))
                : Future.succeededFuture(Done.DONE);
        offer(1, ONE);
        offer(0, ONE);
        await().atMost(LIMIT).until(() -> storage.blocks.size() == 1 && storage.events.size() == 1);
        assertThat(storage.events.get(0).kind()).isEqualTo(Event.GAP);
        assertThat(storage.events.get(0).text()).contains("storage refused them: cannot be decoded");
        assertThat(meters.counter("atalaia_agent_samples_dropped", "reason", "refused")
                        .count())
                .isEqualTo(1);
        await().atMost(LIMIT).until(() -> spool.stats().events() == 0);
    }

    @Test
    void eventsAreToldUntilStorageHasThem() {
        var left = new AtomicInteger(2);
        storage.note = events -> left.getAndDecrement() > 0
                ? Future.failedFuture(new Fault(Fault.TIMEOUT, "no answer"))
                : Future.succeededFuture(Done.DONE);
        spool.note(new Event(MACHINE, "start-1", Event.START, minute, minute, "The agent began.", Map.of()));
        loop.runOnContext(run -> road.wake());
        await().atMost(LIMIT)
                .until(() -> storage.events.size() == 1 && spool.stats().events() == 0);
    }

    @Test
    void aBlockWaitsForItsTurnButNotAtTheEnd() {
        road = road(Duration.ofMinutes(50));
        offer(0, ONE);
        use("tower", ONE);
        await().atMost(LIMIT).until(() -> storage.introductions.size() == 1);
        assertThat(storage.blocks).isEmpty();
        flush(Duration.ofSeconds(25));
        assertThat(storage.blocks).hasSize(1);
    }

    @Test
    void whatTheEndCouldNotSendTheNextStartSends() throws IOException {
        storage.store = block -> Future.failedFuture(new Fault(Fault.UNAVAILABLE, "gone"));
        offer(1, ONE);
        offer(0, ONE);
        flush(Duration.ofMillis(300));
        Promise<Void> closed = Promise.promise();
        loop.runOnContext(run -> road.close());
        loop.runOnContext(closed::complete);
        done(closed.future());
        spool.close();
        storage.store = block -> Future.succeededFuture(Done.DONE);
        spool = reopened();
        road = road(Duration.ofMinutes(50));
        loop.runOnContext(run -> road.start().onFailure(Throwable::printStackTrace));
        await().atMost(LIMIT).until(() -> storage.blocks.size() == 2);
    }
}
